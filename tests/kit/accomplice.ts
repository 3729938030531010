import { protocolVersion } from '#protocol/codes.ts';
import type { ClassInfo, NonceAnswer, TicketAnswer } from '#protocol/http.ts';
import type { News, NewsName } from '#protocol/news.ts';
import { browserTime } from '../../client/crypto/base/browserTime.ts';
import { openCharter } from '../../client/crypto/credentials/charter.ts';
import type { OpenCharter } from '../../client/crypto/credentials/charter.ts';
import { proveLink } from '../../client/crypto/credentials/door.ts';
import { readSaved } from '../../client/crypto/group/saved.ts';
import { GroupSession } from '../../client/crypto/group/session.ts';
import { type Identity, newIdentity } from '../../client/crypto/credentials/identity.ts';
import { MlsGroup } from '../../client/crypto/mls/group.ts';
import { hkdf } from '../../client/crypto/base/primitives.ts';
import { parseLink } from '../../client/crypto/credentials/secrets.ts';
import { askHttp, connect, type TestClient } from './client.ts';
import type { Lesson } from './lesson.ts';

/** Listens to one of the server's news. */
type Listen = <N extends NewsName>(name: N, hear: (news: News<N>) => unknown) => void;

/**
 * Somebody of a class whose browser is this program: it has what a browser has, and does with it what it likes. It has no sound
 * and no pictures.
 */
export class Accomplice implements AsyncDisposable {
  readonly id: string;
  readonly identity: Identity;
  readonly charter: OpenCharter;
  readonly client: TestClient;
  readonly group: GroupSession;
  readonly #saved: () => Uint8Array | null;

  constructor(
    client: TestClient,
    group: GroupSession,
    own: { identity: Identity; charter: OpenCharter; saved: () => Uint8Array | null },
  ) {
    this.id = client.id;
    this.client = client;
    this.group = group;
    this.identity = own.identity;
    this.charter = own.charter;
    this.#saved = own.saved;
    this.#listen();
  }

  /** Opens the class link and asks to enter. Resolves when in the lobby. */
  static async knock({ server, link }: Pick<Lesson, 'server' | 'link'>, name: string): Promise<Accomplice> {
    const { pathname, hash } = new URL(link);
    const classId = pathname.split('/').at(-1) ?? '';
    const { body } = await askHttp<ClassInfo>(server, 'GET', `/api/classes/${classId}`);
    const charter = await openCharter(classId, body.charter, parseLink(hash));
    const identity = await newIdentity();
    const path = `/api/classes/${classId}`;
    const { nonce } = (await askHttp<NonceAnswer>(server, 'GET', `${path}/nonce`)).body;
    const door = await proveLink(charter.door, nonce, { ask: 'ticket', classId });
    const ticket = await askHttp<TicketAnswer>(server, 'POST', `${path}/tickets`, { body: { door } });
    const client = await connect(server, ticket.body);
    let saved: Uint8Array | null = null;
    const group = await GroupSession.create({
      classId,
      selfId: client.id,
      identity,
      name,
      secret: charter.secret,
      hostKey: charter.hostKey,
      encrypted: true,
      frames: { setEpoch: () => {}, listen: () => {}, protectSender: () => {}, protectReceiver: () => {} },
      ask: {
        commit: (change) => client.ask('group.commit', change),
        found: (founded) => client.ask('group.found', founded),
        word: (word) => client.ask('group.word', { word }),
        offer: (offer) => client.ask('group.package', offer),
        packages: async () => [],
      },
      keep: async (state) => void (saved = state),
      changed: () => {},
      ...browserTime,
    });
    const accomplice = new Accomplice(client, group, { identity, charter, saved: () => saved });
    const answer = await client.ask('enter', { version: protocolVersion, ...(await group.introduction()) });
    if (!answer.ok) throw new Error(`entering answered ${answer.code}`);
    return accomplice;
  }

  /** The group as it is now, with all its keys. */
  async keys(): Promise<MlsGroup> {
    await this.group.idle();
    const kept = readSaved(this.#saved());
    if (!kept) throw new Error('nothing is kept');
    return MlsGroup.restore(kept.group, await hkdf(this.charter.secret, 'group', 32));
  }

  /** Leaves, unless they are out already. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.group[Symbol.dispose]();
    this.client.send('leave', {});
    await this.client.ended;
  }

  /** Deals with the news as an honest browser does. */
  #listen(): void {
    const { group } = this;
    const on = this.client.socket.on.bind(this.client.socket) as unknown as Listen;
    on('admitted', ({ snapshot, welcome }) => group.enter(snapshot, welcome));
    on('member.joined', ({ member }) => group.memberJoined(member));
    on('member.changed', (change) => group.memberChanged(change));
    on('member.left', ({ id }) => group.memberLeft(id));
    on('lobby.knocked', (one) => group.knocked(one));
    on('lobby.left', ({ id }) => group.lobbyLeft(id));
    on('group.commit', ({ commit, word, joined }) => group.commit(commit, word ?? null, joined ?? []));
    on('group.welcome', ({ welcome, word }) => group.welcome(welcome, word));
    on('group.founded', ({ word }) => group.founded(word));
    on('group.word', ({ word }) => group.word(word));
    on('group.stray', ({ id, ...offer }) => group.stray(id, offer));
  }
}
