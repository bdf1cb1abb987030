namespace ZStackVCenter.Vim.Sessions;

/// <summary>A user and a password, as they are needed for one login.</summary>
/// <param name="user">The user, as <c>administrator@vsphere.local</c>.</param>
/// <param name="password">The password.</param>
public sealed class VimCredential(string user, string password)
{
    /// <summary>The user.</summary>
    public string User { get; } = user;

    internal string Password { get; } = password;

    /// <summary>The user alone; the password is never part of a text.</summary>
    public override string ToString() => User;
}

/// <summary>Gives the credential at the moment it is needed: at login, and again when an expired session is renewed.</summary>
/// <param name="cancellationToken">Cancels the asking.</param>
public delegate ValueTask<VimCredential> VimCredentialSource(CancellationToken cancellationToken);
