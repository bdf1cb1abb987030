namespace ZStackVCenter;

/// <summary>
/// The ids of the module's errors, one for each thing that can go wrong. A script matches on them; they never change once shipped.
/// The page about_ZsErrors says for each what to do.
/// </summary>
public static class ZsErrorId
{
    /// <summary>No vCenter is connected, or the named one is not.</summary>
    public const string NotConnected = "ZsNotConnected";

    /// <summary>The address does not answer: name not resolved, port closed, connection broken.</summary>
    public const string VCenterUnreachable = "ZsVCenterUnreachable";

    /// <summary>The server did not answer within the time-out.</summary>
    public const string VCenterTimeout = "ZsVCenterTimeout";

    /// <summary>The server's certificate is not trusted, or is not the pinned one.</summary>
    public const string CertificateRejected = "ZsCertificateRejected";

    /// <summary>HTTP was spoken to an HTTPS port, or the other way round.</summary>
    public const string ProtocolMismatch = "ZsProtocolMismatch";

    /// <summary>What answers at the address is no vSphere service.</summary>
    public const string NotVSphere = "ZsNotVSphere";

    /// <summary>What answers is an ESXi host, not a vCenter.</summary>
    public const string NotVCenter = "ZsNotVCenter";

    /// <summary>The vCenter is older than 5.5.</summary>
    public const string VersionNotSupported = "ZsVersionNotSupported";

    /// <summary>The same vCenter (same instance UUID) is known under another name.</summary>
    public const string VCenterExists = "ZsVCenterExists";

    /// <summary>At a known vCenter's address another vCenter answers (another instance UUID).</summary>
    public const string VCenterDiffers = "ZsVCenterDiffers";

    /// <summary>With the vCenter's records would go what only they hold: networks, the recycle bin.</summary>
    public const string VCenterInUse = "ZsVCenterInUse";

    /// <summary>No vCenter has that name or id.</summary>
    public const string VCenterNotFound = "ZsVCenterNotFound";

    /// <summary>The vCenter is disabled by <c>Set-ZsVCenter -State Disabled</c>.</summary>
    public const string VCenterDisabled = "ZsVCenterDisabled";

    /// <summary>User or password were not accepted.</summary>
    public const string LoginFailed = "ZsLoginFailed";

    /// <summary>The session ended and could not be renewed.</summary>
    public const string SessionExpired = "ZsSessionExpired";

    /// <summary>A credential is needed and nobody is there to be asked.</summary>
    public const string CredentialRequired = "ZsCredentialRequired";

    /// <summary>A saved credential or a vault's secret cannot be read.</summary>
    public const string SecretUnavailable = "ZsSecretUnavailable";

    /// <summary>The user lacks a vSphere privilege; the message names it.</summary>
    public const string PermissionDenied = "ZsPermissionDenied";

    /// <summary>The answer is not what the vSphere documentation says: cut, malformed, oversized.</summary>
    public const string ProtocolError = "ZsProtocolError";

    /// <summary>vCenter refused a call; the message holds its own words.</summary>
    public const string VCenterFault = "ZsVCenterFault";

    /// <summary>A vSphere task failed; the message holds vCenter's own words.</summary>
    public const string TaskFailed = "ZsTaskFailed";

    /// <summary>A task did not end within the time-out; it may go on in vCenter.</summary>
    public const string TaskTimeout = "ZsTaskTimeout";

    /// <summary>A range of addresses breaks a rule; the message says which, with the numbers.</summary>
    public const string IpRangeInvalid = "ZsIpRangeInvalid";

    /// <summary>A range or a network overlaps another one.</summary>
    public const string CidrOverlap = "ZsCidrOverlap";

    /// <summary>A range cannot be removed because addresses of it are in use.</summary>
    public const string IpRangeInUse = "ZsIpRangeInUse";

    /// <summary>The network has no address left to hand out.</summary>
    public const string IpRangeExhausted = "ZsIpRangeExhausted";

    /// <summary>The address is in no range of the network.</summary>
    public const string IpAddressInvalid = "ZsIpAddressInvalid";

    /// <summary>The address is taken.</summary>
    public const string IpAddressInUse = "ZsIpAddressInUse";

    /// <summary>The port group is a network of the records already.</summary>
    public const string NetworkExists = "ZsNetworkExists";

    /// <summary>A port group of that name is there and is not what was asked for: another VLAN, or another switch.</summary>
    public const string PortGroupDiffers = "ZsPortGroupDiffers";

    /// <summary>No host can take the VM; the message says why the best one cannot.</summary>
    public const string NoHostFits = "ZsNoHostFits";

    /// <summary>The host cannot take the VM: in maintenance, not connected, of another vCenter, or the VM is there already.</summary>
    public const string HostUnfit = "ZsHostUnfit";

    /// <summary>A host has no VMkernel adapter with vMotion.</summary>
    public const string VMotionDisabled = "ZsVMotionDisabled";

    /// <summary>The VM has a disk on storage that the host does not reach.</summary>
    public const string VmOnLocalStorage = "ZsVmOnLocalStorage";

    /// <summary>The host has no port group that the VM is on.</summary>
    public const string HostLacksNetwork = "ZsHostLacksNetwork";

    /// <summary>The VM has data volumes, and whole copies of such VMs are not supported (guide, chapter 4).</summary>
    public const string VmHasDataVolume = "ZsVmHasDataVolume";

    /// <summary>An offering of that name is there already.</summary>
    public const string OfferingExists = "ZsOfferingExists";

    /// <summary>An offering or an image is disabled and may not be used for anything new.</summary>
    public const string ResourceDisabled = "ZsResourceDisabled";

    /// <summary>The folder holds a VM of that name already.</summary>
    public const string VmExists = "ZsVmExists";

    /// <summary>The VM is no longer in vCenter: somebody removed it there.</summary>
    public const string VmVanished = "ZsVmVanished";

    /// <summary>The VM's state does not allow the action; the message names the state.</summary>
    public const string VmState = "ZsVmState";

    /// <summary>The guest reported no address within the time-out; the VM runs.</summary>
    public const string GuestAddressTimeout = "ZsGuestAddressTimeout";

    /// <summary>The process of an operation ended in the middle of it; the next one undid or finished it.</summary>
    public const string TaskInterrupted = "ZsTaskInterrupted";

    /// <summary>Somebody stopped the operation; what it did was undone as far as its error says.</summary>
    public const string TaskCancelled = "ZsTaskCancelled";

    /// <summary>No object of the records has that name or id.</summary>
    public const string NotFound = "ZsObjectNotFound";

    /// <summary>Several objects have that name.</summary>
    public const string Ambiguous = "ZsObjectAmbiguous";

    /// <summary>An argument cannot be used; the message says why.</summary>
    public const string InvalidArgument = "ZsInvalidArgument";

    /// <summary>Another process is synchronising this vCenter or working on this object.</summary>
    public const string ResourceBusy = "ZsResourceBusy";

    /// <summary>The records are locked by another process for too long.</summary>
    public const string StoreLocked = "ZsStoreLocked";

    /// <summary>The records were written by a newer version of the module.</summary>
    public const string StoreTooNew = "ZsStoreTooNew";

    /// <summary>The records cannot be written: read-only file or folder.</summary>
    public const string StoreReadOnly = "ZsStoreReadOnly";

    /// <summary>The disk that holds the records is full.</summary>
    public const string StoreFull = "ZsStoreFull";

    /// <summary>The records cannot be opened or are damaged.</summary>
    public const string StoreUnusable = "ZsStoreUnusable";

    /// <summary>A backup cannot be written or read.</summary>
    public const string BackupFailed = "ZsBackupFailed";

    /// <summary>The file exists already and <c>-Force</c> was not given.</summary>
    public const string FileExists = "ZsFileExists";

    /// <summary>A setting has no such name or does not take such a value.</summary>
    public const string SettingInvalid = "ZsSettingInvalid";

    /// <summary>Something happened that nobody foresaw; the message holds what is known.</summary>
    public const string Unexpected = "ZsUnexpected";
}
