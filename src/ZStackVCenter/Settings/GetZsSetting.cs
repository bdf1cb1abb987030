using System.Management.Automation;
using ZStackVCenter.Completion;
using ZStackVCenter.Identities;

namespace ZStackVCenter.Commands;

/// <summary>Lists the settings of the records.</summary>
[Cmdlet(VerbsCommon.Get, "ZsSetting")]
[OutputType(typeof(ZsSetting))]
public sealed class GetZsSettingCommand : CloudCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var all = await Cloud.Settings.ListAsync(StopToken);
        foreach (var name in Name ?? ["*"])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                await WriteAsync(name);
                continue;
            }
            var wanted = NamePattern.Wildcard(name);
            foreach (var setting in all.Where(s => wanted.IsMatch(s.Name)))
            {
                WriteObject(setting);
            }
        }
    }

    private Task WriteAsync(string name) => EachAsync(async () => WriteObject(await Cloud.Settings.GetAsync(name, StopToken)));
}
