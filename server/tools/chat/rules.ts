import { Refusal } from '../../protocol/refusal.ts';
import { serverTool } from '../port.ts';
import { contract } from './contract.ts';

export const chat = serverTool(contract, {
  begin: () => ({}),
  holds: {},
  told: null,
  left: () => {},
  handlers: {
    'chat.all': (room, _, actor, { box }) => {
      room.requireRight(actor, 'chat');
      room.tellPresent('chat', { from: actor.id, scope: 'all', box }, actor.id);
    },
    /** To those who hold the class: each box is for one of them. */
    'chat.hosts': (room, _, actor, { boxes }) => {
      room.requireRight(actor, 'chat');
      if (!boxes.every(({ to }) => room.holdsClass(room.member(to)))) throw new Refusal('forbidden');
      for (const { to, box } of boxes) room.tell([to], 'chat', { from: actor.id, scope: 'hosts', box });
    },
    /** To one person: to and from those who hold the class always, between students only where allowed. */
    'chat.private': (room, _, actor, { to, box }) => {
      const target = room.member(to);
      room.requireRight(actor, 'chat');
      if (!room.holdsClass(target)) room.requireRight(actor, 'privateChat');
      room.tell([target.id], 'chat', { from: actor.id, scope: 'private', box });
    },
  },
});
