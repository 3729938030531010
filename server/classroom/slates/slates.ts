import type { RequestInput } from '../../protocol/requests.ts';
import type { SlateList } from '../../protocol/slates.ts';
import { holdsClass } from '../../protocol/permissions.ts';
import type { Classroom } from '../classroom.ts';
import type { Participant } from '../participant.ts';
import { Refusal } from '../../protocol/refusal.ts';

/** The slates of a class, as everybody in it is told of them. */
export const slatesOf = ({ slates }: Classroom): SlateList => slates.list;

const requireHolder = ({ role }: Participant): void => {
  if (!holdsClass(role)) throw new Refusal('forbidden');
};

const listChanged = (classroom: Classroom): void => classroom.tellPresent('slates', { slates: slatesOf(classroom) });

export const openSlate = (classroom: Classroom, actor: Participant, { slate, ...terms }: RequestInput<'slate.open'>): void => {
  requireHolder(actor);
  classroom.slates.open(slate, terms);
  listChanged(classroom);
};

/** Refuses with `calm` or `forbidden` who may not write in it now. */
export const requireWriter = (classroom: Classroom, actor: Participant, slate: string): void => {
  if (holdsClass(actor.role)) return;
  if (classroom.state.calm) throw new Refusal('calm');
  if (!classroom.slates.allows(slate, actor.id)) throw new Refusal('forbidden');
};

export const glimpse = (classroom: Classroom, actor: Participant, { slate, box }: RequestInput<'slate.glimpse'>): void => {
  requireWriter(classroom, actor, slate);
  classroom.glimpses.add({ slate, from: actor.id, box });
};

/** Numbers what somebody wrote, and hands it to all, its writer too: who may write is decided here, and by every browser again. */
export const addItem = (classroom: Classroom, actor: Participant, { slate, box }: RequestInput<'slate.add'>): void => {
  requireWriter(classroom, actor, slate);
  classroom.tellPresent('slate.added', { slate, ...classroom.slates.add(slate, actor.id, box, holdsClass(actor.role)) });
};

export const allow = (classroom: Classroom, actor: Participant, { slate, who, box }: RequestInput<'slate.allow'>): void => {
  requireHolder(actor);
  classroom.tellPresent('slate.added', { slate, ...classroom.slates.add(slate, actor.id, box, true) });
  classroom.slates.setWriters(slate, who);
  listChanged(classroom);
};

export const keep = (classroom: Classroom, actor: Participant, { slate, ...part }: RequestInput<'slate.keep'>): void => {
  requireHolder(actor);
  const { upTo } = part;
  if (classroom.slates.keep(slate, actor.id, part)) classroom.tellPresent('slate.kept', { slate, upTo });
};

export const drop = (classroom: Classroom, actor: Participant, { slate }: RequestInput<'slate.drop'>): void => {
  requireHolder(actor);
  classroom.slates.drop(slate);
  classroom.files.dropOf(slate);
  listChanged(classroom);
};

/** Keys go from browser to browser, sealed: the server only says who asks. */
export const askKeys = (classroom: Classroom, actor: Participant, { attempt }: RequestInput<'slate.askKeys'>): void =>
  classroom.tellPresent('slate.keysAsked', { id: actor.id, attempt }, actor.id);

export const giveKeys = (classroom: Classroom, actor: Participant, { to, box }: RequestInput<'slate.giveKeys'>): void =>
  classroom.tell([classroom.member(to).id], 'slate.keys', { from: actor.id, scope: 'private', box });

/** Told to all in one order, its maker too: the last one told is what is sealed with. */
export const changeKey = (classroom: Classroom, actor: Participant, { box }: RequestInput<'slate.changeKey'>): void => {
  requireHolder(actor);
  classroom.tellPresent('slate.keys', { from: actor.id, scope: 'all', box });
};
