#!/usr/bin/env -S dotnet
#:property PublishAot=false
#:include eng/dev/*.cs
#:include tests/Slipway.Testing/OciArchive.cs
#:include tests/Slipway.Testing/ExampleImages.cs
#:include tests/Slipway.Testing/ShopImages.cs
// The one entry for developers: dotnet dev.cs VERB. Everything it knows is in eng/dev/, a file a verb.
using Slipway.Dev;

return await Verbs.Run(args);
