/** The version of the protocol. A browser with another one is told to reload its page. */
export const protocolVersion = 3;

/**
 * Why a request was refused. Each code has a sentence in French and English in `client/text`,
 * so that a person understands; the server never sends prose.
 */
export const refusalCodes = [
  'invalid', // the message does not fit its schema
  'unknown', // there is no such message: the socket is closed
  'too-large', // over the message's byte limit: the socket is closed
  'too-often', // over the message's rate
  'version', // another protocol version: reload the page
  'ticket', // the entry ticket, or the nonce that one signs for it, is used, expired or unknown
  'door', // the proof of the class link is missing or wrong
  'outdated', // the class was made by an older version: it has no door
  'unencrypted', // classes without end-to-end encryption are not allowed on this server
  'not-entered', // asked before entering the class
  'already-entered', // entering twice on one socket
  'waiting', // asked from the lobby
  'forbidden', // the role or the class's rights do not allow it
  'address', // the page was opened under another address than the server's own, which the answer says
  'calm', // the class is calmed: only hosts may send
  'not-found', // no such class, participant or stream
  'exists', // the identifier is taken
  'full', // the class holds as many as it may
  'slate-full', // no more fits on this board, or there are too many
  'file-too-large', // larger than one file may be
  'files-full', // the class's files have no room for it
  'no-room', // the server has no more room for files, of all classes together
  'locked', // the class is locked
  'host-away', // the host has disappeared: the class is locked until they are back
  'removed', // this person was removed and cannot return
  'refused', // a host refused this person less than a minute ago
  'ended', // the class is over
  'conflict', // somebody else changed it first: take the new state and try again
  'stopping', // the server is shutting down
  'renewed', // the class has new keys: an old link, or a lesson that goes on with the old ones
  'signed-out', // no host session
  'signed-in', // this browser has a host session already, which only its person may end
  'media', // the media worker could not do it
  'internal', // a fault of ours, logged without personal data
  'offline', // said by the browser itself: there is no connection now
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Why a participant is no longer in the class. A closed list, shown in words to the others. */
export const leaveReasons = [
  'left', // of their own will
  'lost', // the connection did not come back in time
  'refused', // not admitted from the lobby
  'waited', // nobody opened for as long as one may wait in the lobby
  'crowded', // the lobby is full, and most of it comes from the same place
  'removed', // by a host, for good
  'replaced', // the same seat was taken by a newer connection
  'ended', // a host ended the class
  'host-gone', // no host came back in time
  'idle', // the server's own limit on duration
  'stopping', // the server is shutting down
  'violation', // broke the protocol
] as const;
export type LeaveReason = (typeof leaveReasons)[number];
