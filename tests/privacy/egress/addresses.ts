import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** True for an address of this machine alone. */
export const isLoopback = (host: string): boolean => isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback';
