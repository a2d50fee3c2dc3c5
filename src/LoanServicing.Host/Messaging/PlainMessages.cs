using System.Text;
using LoanServicing.Store.Transactions;
using RabbitMQ.Client;
using Wolverine;
using Wolverine.RabbitMQ.Internal;
using Wolverine.Runtime.Serialization;
using Wolverine.Runtime.Serialization.Encryption;
using Wolverine.Util;

namespace LoanServicing.Host.Messaging;

/// <summary>
/// What any publisher can send: the message's name in the AMQP property <c>type</c>, the tenant in the header
/// <c>tenant-id</c>, the message as JSON in the body. Nothing else that it says is believed, its message id neither:
/// what comes a second time is known by the message's own content.
/// </summary>
internal sealed class PlainMessages(IReadOnlyDictionary<string, Type> types, IKeyProvider keys)
    : IRabbitMqEnvelopeMapper
{
    private readonly EncryptingMessageSerializer encryption = new(new AsReceived(), keys);

    /// <summary>Never throws: what cannot be understood goes to the dead letters under a name that says why.</summary>
    public void MapIncomingToEnvelope(Envelope envelope, IReadOnlyBasicProperties incoming)
    {
        envelope.Id = Guid.CreateVersion7();
        envelope.CorrelationId = incoming.CorrelationId ?? incoming.MessageId;
        envelope.ContentType = "application/json";
        var tenant = TenantOf(incoming);
        envelope.TenantId = tenant?.Stored;
        envelope.MessageType = (tenant, types.GetValueOrDefault(incoming.Type ?? "")) switch
        {
            (null, _) => "unknown: tenant-id is no name",
            (_, null) => $"unknown: {incoming.Type}",
            var (_, type) => type.ToMessageTypeName(),
        };
        // Before the inbox, and so before any table.
        envelope.Data = encryption.Write(envelope);
        envelope.ContentType = encryption.ContentType;
    }

    public void MapEnvelopeToOutgoing(Envelope envelope, IBasicProperties outgoing) =>
        throw new NotSupportedException("nothing is sent to this queue from here");

    // Null where what is said cannot be a tenant.
    private static Tenant? TenantOf(IReadOnlyBasicProperties incoming)
    {
        if (incoming.Headers?.TryGetValue("tenant-id", out var said) is not true)
            return Tenant.Default;
        return Tenant.OfName(said is byte[] bytes ? Encoding.UTF8.GetString(bytes) : said?.ToString());
    }

    private sealed class AsReceived : IMessageSerializer
    {
        public string ContentType => "application/json";

        public byte[] Write(Envelope envelope) => envelope.Data!;

        public byte[] WriteMessage(object message) => throw new NotSupportedException();

        public object ReadFromData(Type messageType, Envelope envelope) => throw new NotSupportedException();

        public object ReadFromData(byte[] data) => throw new NotSupportedException();
    }
}
