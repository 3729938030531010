import { serverTool } from '../port.ts';
import { contract } from './contract.ts';

export const polls = serverTool(contract, { begin: () => ({}), holds: {}, told: null, left: () => {}, handlers: {} });
