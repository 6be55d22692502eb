/** Why a room closes a socket for good; the SDK does not retry any of these. See docs/protocol.md. */
export const CloseCodes = {
  /** The client broke the protocol, or sent far more than a game needs. */
  refused: 4002,
  /** The same player has joined from somewhere else; the newest connection wins. */
  elsewhere: 4100,
  /** The room stayed on a finished match and closed. */
  over: 4101,
  /** The room met a fault of the server's and was put out of service. */
  fault: 4102,
  /** The session of this connection has ended: signed out from another device, a new password, a deleted account. */
  signedOut: 4103,
  /** The match that was watched is over, and its end has been looked at. */
  ended: 4104,
} as const;
