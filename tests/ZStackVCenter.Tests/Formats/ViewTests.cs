namespace ZStackVCenter.Tests.Formats;

/// <summary>What a user sees of each kind of object, on a screen of a hundred columns.</summary>
[Collection(DemoModule.Name)]
public sealed class ViewTests(DemoModule demo)
{
    private const int Screen = 100;

    public static TheoryData<string> Listings =>
    [
        "Get-ZsVCenter", "Get-ZsCluster", "Get-ZsHost", "Get-ZsPrimaryStorage", "Get-ZsBackupStorage", "Get-ZsSwitch", "Get-ZsImage", "Get-ZsVm", "Get-ZsVmNic", "Get-ZsVolume",
        "Get-ZsSyncReport", "Get-ZsSyncReport -Detailed", "Get-ZsEvent -First 5", "Get-ZsStore", "Get-ZsContext",
    ];

    [Theory, MemberData(nameof(Listings))]
    public void A_view_fits_the_screen_and_shows_no_raw_type(string command)
    {
        var shown = demo.Module.Run(command).Succeed().Display;
        Assert.NotEmpty(shown.Trim());
        Assert.All(shown.Split('\n'), line => Assert.True(Visible(line).Length <= Screen, $"{Visible(line).Length}: {line}"));
        Assert.DoesNotContain("ZStackVCenter.Zs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_virtual_machines_tells_what_an_administrator_looks_for()
    {
        var row = Row("Get-ZsVm db01", "db01");
        Assert.All(["Running", " 8 ", "64 GB", "192.168.120.11", "Production", "lab"], part => Assert.Contains(part, row, StringComparison.Ordinal));
    }

    [Fact]
    public void Sizes_stand_at_the_right_of_their_columns()
    {
        var lines = Lines("Get-ZsPrimaryStorage");
        var header = lines.Single(l => l.StartsWith("Name", StringComparison.Ordinal));
        var end = header.IndexOf("Capacity", StringComparison.Ordinal) + "Capacity".Length;
        Assert.All(lines.Where(l => l.Contains("VMFS", StringComparison.Ordinal)), l => Assert.EndsWith("TB", l[..end], StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_of_storage_tells_how_full_it_is() =>
        Assert.Contains("93 %", Row("Get-ZsPrimaryStorage ssd-prod-02", "ssd-prod-02"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Get-ZsVm web01", "Name,CpuCount,Memory,DefaultIp,VMHost,Cluster,VCenter,State,Owner,HaLevel,Created")]
    [InlineData("Get-ZsVm db01 | Get-ZsVolume", "Name,Type,Size,Shareable,Vm,PrimaryStorage,VCenter,State,Status,Owner,Created")]
    [InlineData("Get-ZsImage tpl-debian-12", "Name,Platform,Type,Format,Size,BackupStorage,VCenter,State,Status,Owner,Created")]
    [InlineData("Get-ZsPrimaryStorage nfs-images", "Name,Url,Type,TotalCapacity,AvailableCapacity,State,Status,VCenter")]
    [InlineData("Get-ZsHost esx-01*", "Name,ManagementIp,Cluster,VCenter,State,MaintenanceMode,Status,Created")]
    [InlineData("Get-ZsEvent -First 1", "Message,Type,VCenter,User,Target,Time")]
    public void A_list_has_the_columns_of_the_guide(string command, string labels)
    {
        var lines = Lines($"{command} | Format-List");
        Assert.All(labels.Split(','), label => Assert.Contains(lines, l => l.StartsWith(label, StringComparison.Ordinal) && l.Contains(" :", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_detailed_report_says_why_something_was_left_out_and_only_where_it_was_asked_for()
    {
        Assert.Contains("Counts", string.Join('\n', Lines("Get-ZsSyncReport -Detailed -First 1")), StringComparison.Ordinal);
        Assert.Contains("Duration", Lines("Get-ZsSyncReport -First 1").First(l => l.Trim().Length > 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_texts_of_views_are_no_properties_for_users() =>
        Assert.DoesNotContain("MemoryText", demo.Module.Run("(Get-ZsVm web01).PSObject.Properties.Name").As<string>());

    private string Row(string command, string begin) => Lines(command).Single(l => l.StartsWith(begin, StringComparison.Ordinal));

    private List<string> Lines(string command) => [.. demo.Module.Run(command).Succeed().Display.Split('\n').Select(Visible)];

    private static string Visible(string line) => System.Text.RegularExpressions.Regex.Replace(line.TrimEnd(), "\u001b\\[[0-9;]*m", "");
}
