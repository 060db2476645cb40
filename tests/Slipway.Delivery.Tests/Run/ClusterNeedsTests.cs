using Semver;
using Slipway.Components;

namespace Slipway.Delivery.Tests;

public class ClusterNeedsTests
{
    [Theory]
    [InlineData(">=1.30", "v1.34.4", true)]
    [InlineData(">=1.30", "v1.29.9", false)]
    [InlineData(">=1.34.4", "v1.34.4+k3s1", true)]
    [InlineData(">=1.30 <1.34", "v1.33.1-gke.100", true)]
    [InlineData(">=1.30 <1.34", "v1.34.0-eks-1234abc", false)]
    [InlineData(">=1.30", "1.30", true)]
    [InlineData(">=1.30", "a build of our own", true)]
    public void What_vendors_put_behind_a_version_is_no_prerelease_and_what_is_no_version_refuses_nobody(string range, string version, bool fits)
        => ClusterNeeds.Fits(new VersionRange(range, SemVersionRange.ParseNpm(range)), version).ShouldBe(fits);
}
