using System.Management.Automation;
using ZStackVCenter.Completion;

namespace ZStackVCenter.Commands;

/// <summary>Changes a setting of the records, for everybody who works with them.</summary>
[Cmdlet(VerbsCommon.Set, "ZsSetting", SupportsShouldProcess = true, DefaultParameterSetName = ValueSet)]
[OutputType(typeof(void), typeof(ZsSetting))]
public sealed class SetZsSettingCommand : CloudCommand
{
    private const string ValueSet = "Value";
    private const string DefaultSet = "Default";

    /// <summary>The setting's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The new value.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ValueSet)]
    [ValidateNotNullOrEmpty]
    public string? Value { get; set; }

    /// <summary>Goes back to the value that the setting has when nobody set one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DefaultSet)]
    public SwitchParameter Default { get; set; }

    /// <summary>Writes the setting as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name!)
        {
            await EachAsync(async () =>
            {
                var planned = await Cloud.Settings.CheckAsync(name, Value, StopToken);
                if (planned.IsDone)
                {
                    WriteObject(PassThru ? await Cloud.Settings.GetAsync(name, StopToken) : null);
                }
                else if (ShouldProcess(planned.Resource, planned.Words))
                {
                    var setting = await Cloud.Settings.SetAsync(name, Value, Caller, StopToken);
                    WriteObject(PassThru ? setting : null);
                }
            });
        }
    }
}
