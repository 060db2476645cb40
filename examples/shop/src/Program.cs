using Shop;

// One program, one role a process: the definition's `args` names it.
if (args is not [var name] || !Role.All.TryGetValue(name, out var role))
{
    Console.Error.WriteLine($"usage: shop ROLE, where ROLE is one of {string.Join(", ", Role.All.Keys)}");
    return 2;
}
await Service.Make(role).RunAsync();
return 0;
