import { serverTool } from '../port.ts';
import { contract } from './contract.ts';

export const reactions = serverTool(contract, {
  begin: () => ({}),
  holds: {},
  told: null,
  left: () => {},
  handlers: {
    react: (room, _, actor, { box }) => {
      room.requireRight(actor, 'react');
      room.tellPresent('reaction', { from: actor.id, box }, actor.id);
    },
  },
});
