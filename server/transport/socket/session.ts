import type { Classroom } from '../../classroom/classroom.ts';
import * as admission from '../../classroom/admission.ts';
import { depart } from '../../classroom/door.ts';
import * as files from '../../classroom/files/files.ts';
import * as group from '../../classroom/group.ts';
import * as moderation from '../../classroom/moderation.ts';
import type { Participant } from '../../classroom/participant.ts';
import * as slates from '../../classroom/slates/slates.ts';
import * as streams from '../../classroom/streams.ts';
import { heldAbout, type HeldTerms } from '../../disclosure/heldAbout.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { toolRequests } from '../../tools/contracts.ts';
import type { Handlers } from './dispatch.ts';
import type { Caller, SocketSession } from './sockets.ts';
import { Whereabouts, type WhereaboutsParts } from './whereabouts.ts';

type Nothing = Record<string, never>;
const nothing: Nothing = {};

export type SessionParts = WhereaboutsParts & { readonly held: HeldTerms };

type ToolRequest = keyof typeof toolRequests;
/** A request of somebody who is in the class, by what does it. */
type Act<I, A> = (classroom: Classroom, actor: Participant, input: I) => A;
type Handler<I, A> = (input: I) => A;

/** How a connection's requests reach the class that it is in. */
const requestsOf = (at: Whereabouts, id: string) => {
  const inside =
    <I, A>(act: Act<I, A>): Handler<I, A> =>
    (input) =>
      act(at.classroom(), at.classroom().present(id), input);
  /** The same, for a request which is answered with nothing. */
  const act = <I>(task: Act<I, void | Promise<void>>): Handler<I, Promise<Nothing>> =>
    inside(async (where: Classroom, actor: Participant, input: I) => {
      await task(where, actor, input);
      return nothing;
    });
  return { inside, act };
};
type Requests = ReturnType<typeof requestsOf>;

const groupHandlers = ({ inside, act }: Requests) =>
  ({
    'group.commit': act(group.takeCommit),
    'group.found': act(group.foundGroup),
    'group.word': act((where, actor, { word }: RequestInput<'group.word'>) => group.giveWord(where, actor, word)),
    'group.package': act(group.takePackage),
    'group.packages': inside(group.packagesOf),
  }) satisfies Partial<Handlers>;

const admissionHandlers = ({ act }: Requests) =>
  ({
    'lobby.refuse': act((where, actor, input: RequestInput<'lobby.refuse'>) => admission.refuse(where, actor, input.id)),
    'lobby.refuseAll': act(admission.refuseAll),
  }) satisfies Partial<Handlers>;

const moderationHandlers = ({ act }: Requests) =>
  ({
    'class.set': act(moderation.setClass),
    'class.end': act(moderation.endClass),
    'person.grant': act(moderation.grant),
    'person.stop': act(moderation.stop),
    'person.ask': act(moderation.ask),
    'person.remove': act((where, actor, input: RequestInput<'person.remove'>) => moderation.remove(where, actor, input.id)),
  }) satisfies Partial<Handlers>;

const mediaHandlers = (at: Whereabouts, id: string, { inside, act }: Requests) =>
  ({
    'media.open': (input) => at.openMedia(input),
    'media.connect': async ({ direction, dtls }) => {
      await (await at.withTransports().media).connect(id, direction, dtls);
      return nothing;
    },
    'media.restart': async ({ direction }) => ({ ice: await (await at.withTransports().media).restart(id, direction) }),
    'media.produce': inside(streams.produce),
    'media.pause': act(streams.pause),
    'media.close': act(streams.closeStream),
    'media.watch': act(async (where, actor, { tiles }: RequestInput<'media.watch'>) =>
      (await where.media).watch(actor.id, tiles),
    ),
    'media.ready': act(async (where, actor, { consumers }: RequestInput<'media.ready'>) =>
      (await where.media).ready(actor.id, consumers),
    ),
  }) satisfies Partial<Handlers>;

const slateHandlers = ({ inside, act }: Requests) =>
  ({
    'slate.open': act(slates.openSlate),
    'slate.add': act(slates.addItem),
    'slate.glimpse': act(slates.glimpse),
    'slate.allow': act(slates.allow),
    'slate.read': inside((where, _actor, { slate, after }: RequestInput<'slate.read'>) => where.slates.read(slate, after)),
    'slate.part': inside((where, _actor, { slate, upTo, part }: RequestInput<'slate.part'>) => ({
      box: where.slates.part(slate, upTo, part),
    })),
    'slate.keep': act(slates.keep),
    'slate.drop': act(slates.drop),
    'slate.askKeys': act(slates.askKeys),
    'slate.giveKeys': act(slates.giveKeys),
    'slate.changeKey': act(slates.changeKey),
  }) satisfies Partial<Handlers>;

const fileHandlers = ({ inside, act }: Requests) =>
  ({
    'file.room': inside((where) => where.files.room),
    'file.begin': inside(files.beginFile),
    'file.drop': act(files.dropFile),
    'file.want': act(files.wantFile),
  }) satisfies Partial<Handlers>;

const toolHandlers = ({ inside }: Requests) =>
  Object.fromEntries(
    Object.keys(toolRequests).map((name) => [
      name,
      inside((where: Classroom, actor: Participant, input: unknown) => where.tools.ask(name, actor, input)),
    ]),
  ) as Pick<Handlers, ToolRequest>;

/** What one connection may ask: each request is one call of the domain. */
export const openSession = ({ held, ...parts }: SessionParts, caller: Caller): SocketSession => {
  const { entrance, address } = caller;
  const { id } = entrance;
  const asker = { id, classId: entrance.classId, address, since: held.now() };
  const at = new Whereabouts(parts, caller);
  const requests = requestsOf(at, id);
  const handlers: Handlers = {
    enter: (input) => at.enter(input),
    leave: () => {
      const classroom = at.classroom();
      const person = classroom.people.get(id);
      if (person) depart(classroom, person, 'left');
      return nothing;
    },
    held: () => heldAbout(asker, at.entered, held, at.earlyPlace),
    ...groupHandlers(requests),
    ...admissionHandlers(requests),
    ...moderationHandlers(requests),
    ...mediaHandlers(at, id, requests),
    ...toolHandlers(requests),
    ...slateHandlers(requests),
    ...fileHandlers(requests),
  };
  return { handlers, closed: () => at.closed() };
};
