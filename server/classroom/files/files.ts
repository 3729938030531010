import { holdsClass } from '../../protocol/permissions.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { Refusal } from '../../protocol/refusal.ts';
import type { Classroom } from '../classroom.ts';
import type { Participant } from '../participant.ts';
import { requireWriter } from '../slates/slates.ts';

/** Who may write in the slate that names it gives a file. */
export const beginFile = (classroom: Classroom, actor: Participant, { file, ...announced }: RequestInput<'file.begin'>) => {
  requireWriter(classroom, actor, announced.slate);
  return { next: classroom.files.begin(file, actor.id, announced) };
};

/** Refuses who may not give the next part of this file now, before it is read. */
export const requireGiver = (classroom: Classroom, id: string, file: string): void => {
  const actor = classroom.present(id);
  requireWriter(classroom, actor, classroom.files.slateOf(file, actor.id));
};

/** One part of a file, for anybody in the class. */
export const filePart = (
  classroom: Classroom,
  id: string,
  { file, part }: { readonly file: string; readonly part: number },
): Buffer => {
  classroom.present(id);
  return classroom.files.part(file, part);
};

/** Erases a file: its giver, or who holds the class. */
export const dropFile = (classroom: Classroom, actor: Participant, { file }: RequestInput<'file.drop'>): void => {
  if (!holdsClass(actor.role) && !classroom.files.isBy(file, actor.id)) throw new Refusal('forbidden');
  classroom.files.drop(file);
};

/** The server has been started again and has not got it: whoever has gives it once more. */
export const wantFile = (classroom: Classroom, actor: Participant, { file }: RequestInput<'file.want'>): void =>
  classroom.tellPresent('file.wanted', { file }, actor.id);
