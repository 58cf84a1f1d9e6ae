using Azure;
using Azure.Identity;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>A question to a container of blobs; what comes in place of an answer is said in words.</summary>
internal static class BlobRequest
{
    /// <summary>Asks.</summary>
    /// <param name="address">The container and the path in it.</param>
    /// <param name="name">The blob under the path, for messages; empty = the path itself.</param>
    /// <param name="request">What is asked.</param>
    /// <exception cref="InputException">It was refused, is not there, or does not answer.</exception>
    public static T Of<T>(BlobAddress address, string name, Func<T> request)
    {
        try
        {
            return request();
        }
        catch (RequestFailedException e)
        {
            throw new InputException(Reason(e.Status, name.Length > 0 ? $"{address}{name}" : address.ToString()), e);
        }
        catch (AuthenticationFailedException e)
        {
            throw new InputException($"This program has no identity that {address} knows: sign in, give it a managed identity, or set "
                + $"{BlobAccess.Variable}.", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            // After the last retry the failures come together.
            throw new InputException(Reason(e.InnerExceptions.Cast<RequestFailedException>().Last().Status, address.ToString()), e);
        }
    }

    private static string Reason(int status, string what) => status switch
    {
        401 or 403 => $"Access to {what} was refused ({status}): the identity of this program needs the role Storage Blob Data Reader, or "
            + $"{BlobAccess.Variable} a valid secret.",
        404 => $"{what} is not there (404). Check the names of account, container and path.",
        409 => $"{what} cannot be read as it stands (409): it may be archived, or its container may be on its way out.",
        412 => $"{what} changed while it was being copied (412). Was it still being written? Run again when it is complete.",
        0 => $"{what} does not answer. Check the name of the account and the network.",
        429 or >= 500 => $"{what} did not answer after several tries ({status}): the storage is busy or down. Run again later.",
        _ => $"{what} cannot be read ({status}).",
    };
}
