namespace Slipway.Schema;

/// <summary>Strongly connected parts of a graph: nodes that can all reach each other.</summary>
internal static class Components
{
    /// <summary>The number of each node's part (Tarjan's way, with a stack of its own).</summary>
    public static int[] Of(int count, Func<int, IEnumerable<int>> followers)
    {
        var (component, index, low) = (new int[count], new int[count], new int[count]);
        Array.Fill(component, -1);
        var (path, open, next, parts) = (new Stack<(int Node, IEnumerator<int> Steps)>(), new Stack<int>(), 0, 0);
        void Enter(int node)
        {
            index[node] = low[node] = ++next;
            open.Push(node);
            path.Push((node, followers(node).GetEnumerator()));
        }
        for (var start = 0; start < count; start++)
        {
            if (index[start] == 0)
                Enter(start);
            while (path.TryPeek(out var top))
            {
                if (!top.Steps.MoveNext())
                {
                    Close(path.Pop().Node);
                    continue;
                }
                var to = top.Steps.Current;
                if (index[to] == 0)
                    Enter(to);
                else if (component[to] < 0)
                    low[top.Node] = Math.Min(low[top.Node], index[to]);
            }
        }
        return component;

        void Close(int node)
        {
            if (low[node] == index[node])
            {
                int member;
                do
                    component[member = open.Pop()] = parts;
                while (member != node);
                parts++;
            }
            if (path.TryPeek(out var parent))
                low[parent.Node] = Math.Min(low[parent.Node], low[node]);
        }
    }
}
