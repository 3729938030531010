import type { RequestInput } from '../protocol/requests.ts';
import type { Classroom } from './classroom.ts';
import { requireRight } from './moderation.ts';
import type { Participant } from './participant.ts';
import { Refusal } from './refusal.ts';
import { holdsClass } from './rights.ts';

/** Relays a message to everybody. The server holds none. */
export const sayToAll = (room: Classroom, actor: Participant, box: string): void => {
  requireRight(room, actor, 'chat');
  room.tellPresent('chat', { from: actor.id, scope: 'all', box }, actor.id);
};

/** Relays a message to those who hold the class: each box is for one of them. */
export const sayToHosts = (room: Classroom, actor: Participant, input: RequestInput<'chat.hosts'>): void => {
  requireRight(room, actor, 'chat');
  if (!input.boxes.every(({ to }) => holdsClass(room.member(to).role))) throw new Refusal('forbidden');
  for (const { to, box } of input.boxes) room.tell([to], 'chat', { from: actor.id, scope: 'hosts', box });
};

/** Relays a message to one person: to and from those who hold the class always, between students only where allowed. */
export const sayPrivately = (room: Classroom, actor: Participant, input: RequestInput<'chat.private'>): void => {
  const target = room.member(input.to);
  requireRight(room, actor, 'chat');
  if (!holdsClass(target.role)) requireRight(room, actor, 'privateChat');
  room.tell([target.id], 'chat', { from: actor.id, scope: 'private', box: input.box });
};

export const react = (room: Classroom, actor: Participant, box: string): void => {
  requireRight(room, actor, 'react');
  room.tellPresent('reaction', { from: actor.id, box }, actor.id);
};
