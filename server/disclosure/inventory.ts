import type { LedgerKey } from '../privacy/ledger.ts';

/**
 * What each column of the store holds: an item of the ledger, or null for what is of nobody. A test compares this list with
 * the real tables: a column that nobody declared fails it.
 */
export const columns: Readonly<Record<string, LedgerKey | null>> = {
  'classes.tenant': null,
  'classes.id': 'classroomId',
  'classes.owner': 'classRecord',
  'classes.charter': 'charter',
  'classes.settings': 'classRecord',
  'classes.host_proof_hash': 'hostCredential',
  'classes.vault': 'hostCredential',
  'classes.open_secret': 'openSecret',
  'classes.generation': 'classRecord',
  'classes.created_at': 'classRecord',
  'classes.used_at': 'classRecord',
  'classes.expires_at': 'classRecord',
  'host_accounts.tenant': null,
  'host_accounts.id': 'hostAccount',
  'host_accounts.created_at': 'hostAccount',
  'host_sessions.tenant': null,
  'host_sessions.token_hash': 'hostSession',
  'host_sessions.account': 'hostAccount',
  'host_sessions.expires_at': 'hostSession',
  'host_sessions.id': 'hostSession',
  'host_sessions.opened_at': 'hostSession',
  'host_sessions.used_on': 'hostSession',
  'host_sessions.device': 'hostSession',
  'host_invitations.tenant': null,
  'host_invitations.token_hash': 'hostInvitation',
  'host_invitations.account': 'hostAccount',
  'host_invitations.expires_at': 'hostInvitation',
  'host_invitations.id': 'hostInvitation',
  'host_invitations.made_by': 'hostInvitation',
  'host_invitations.maker': 'hostAccount',
  'operator_acts.tenant': null,
  'operator_acts.id': null,
  'operator_acts.at': null,
  'operator_acts.act': null,
  'operator_acts.account': 'hostAccount',
  'operator_acts.classes': 'classroomId',
  'operator_acts.counts': null,
};

/**
 * What each collection that fills up in the server's memory holds, by file and name: items of the ledger; none for what is of
 * nobody. A test reads the sources: a collection that nobody declared fails it.
 */
export const collections: Readonly<Record<string, readonly LedgerKey[]>> = {
  'classroom/classroom.ts people': ['participantId', 'card', 'presence', 'lobbyPlace', 'awaySeat'],
  'classroom/classroom.ts departed': ['departure'],
  'classroom/early.ts #ends': ['participantId', 'earlyLine'],
  'media/bitrates.ts #streams': ['participantId', 'stream'],
  'media/bitrates.ts #buckets': ['participantId', 'stream'],
  'media/forwarding.ts wanted': ['participantId'],
  'media/forwarding.ts #forwards': ['participantId', 'stream'],
  'media/forwarding.ts #byConsumer': ['participantId', 'stream'],
  'media/outbox.ts #offers': ['participantId', 'mediaParameters'],
  'media/outbox.ts #gone': [],
  'classroom/toolbox.ts #changed': [],
  'classroom/slates/shelf.ts #slates': ['slate'],
  'classroom/files/cabinet.ts #files': ['sharedFile'],
  'classroom/slates/glimpses.ts #gathered': ['content'],
  'classroom/shares.ts #shares': ['address'],
  'media/probes.ts #running': ['address', 'networkTrial'],
  'media/classRouter.ts #places': ['participantId', 'address', 'mediaParameters'],
  'media/classRouter.ts #streams': ['participantId', 'stream'],
  'media/endpoint.ts #streams': ['participantId', 'stream'],
  'media/endpoint.ts #turns': [],
  'media/lines.ts #waiting': ['presence'],
  'media/lines.ts #blocked': ['presence'],
  'media/lines.ts #tried': ['presence'],
  'media/lines.ts #judged': ['presence'],
  'media/reach.ts #classes': [],
  'media/reach.ts #missed': ['participantId'],
  'media/workers.ts #classes': [],
  'logs/log.ts lost': [],
  'app/directory.ts #begun': ['classroomId', 'charter', 'openSecret'],
  'app/directory.ts #running': ['classroomId', 'charter', 'openSecret', 'hostCredential'],
  'transport/socket/audience.ts #connections': ['participantId', 'address'],
  'transport/socket/connection.ts sockets': ['participantId', 'address'],
  'transport/socket/dispatch.ts windows': [],
  'transport/http/service/metrics.ts gauges': [],
  'transport/http/silent.ts silent': ['address'],
  'transport/socket/sockets.ts endings': [],
  'transport/socket/handshake.ts #comings': ['participantId', 'classroomId'],
  'transport/socket/handshake.ts #untilEntered': ['address'],
};

/**
 * What each thing holds that the pages write into a browser: items of the ledger; none for what is of nobody. A test reads the
 * client's sources and what real browsers hold: a store or a key that nobody declared fails it.
 */
export const browserStores: Readonly<Record<string, readonly LedgerKey[]>> = {
  'sessionStorage language': ['chosenLanguage'],
  'sessionStorage ardoise-tab': ['tabNumber'],
  'IndexedDB ardoise/tabs': ['classLink', 'visitKeys', 'seatToken'],
  'IndexedDB ardoise-keyring/classes': ['hostKeyring'],
  'cookie ardoise': ['hostCookie'],
  'history address': ['visitedPage', 'openedLink'],
  'history title': ['visitedPage'],
  // The software's own files: the same for everybody, under names that tell no class.
  'cache files': [],
};

/** The client's files that may write to a browser's stores, and to which. */
export const browserWriters: Readonly<Record<string, readonly string[]>> = {
  'pages/home/hostState.ts': ['history'],
  'tab/keptClasses.ts': ['indexedDB'],
  'tab/classLink.ts': ['history'],
  'tab/lease.ts': ['locks'],
  'tab/records.ts': ['indexedDB'],
  'tab/sealing.ts': ['sessionStorage'],
  'tab/store.ts': ['indexedDB'],
  'text/text.ts': ['sessionStorage'],
  'pages/class/room.tsx': ['title'],
  'ui/page.tsx': ['title'],
};
