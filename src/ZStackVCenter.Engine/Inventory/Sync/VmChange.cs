namespace ZStackVCenter.Engine.Inventory;

/// <summary>Tells whether a VM's devices have to be read again.</summary>
internal static class VmChange
{
    /// <summary>
    /// True for a VM that the records do not hold, whose <c>config.changeVersion</c> moved or is empty, or whose guest may have other
    /// addresses now: those change without the configuration.
    /// </summary>
    public static bool NeedsDevices(SeenObject vm, KnownVm? before)
    {
        if (before is not { } known || known.IsImage != VmTransform.IsTemplate(vm))
        {
            return true;
        }
        var version = vm.Text(VmPaths.ChangeVersion);
        if (string.IsNullOrEmpty(version) || version != known.ChangeVersion)
        {
            return true;
        }
        return !known.IsImage
            && (VmTransform.State(vm.Text(VmPaths.PowerState), vm.Text(VmPaths.ConnectionState)) != known.State
                || GuestAddresses.Default(vm.Text(VmPaths.GuestIp), []) != known.DefaultIp);
    }
}
