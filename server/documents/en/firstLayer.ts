import type * as fr from '../fr/firstLayer.ts';
import { text } from '../render/page.ts';

const plain = (basis: string): string => basis.replace(/ \(.*\)$/, '');

const firstLayer: typeof fr.first.firstLayer = (f) => [
  `To hold this class online and keep the service safe. Controller: ${f.controller.name}. Legal basis: ${plain(f.basis)}; for safety, ${plain(f.words.security)}.`,
  f.legalHold === null
    ? `Noted: your network address and the times of your connection, erased after ${f.connectionLog}. Voice, image and messages are not recorded.`
    : 'Noted: your network address and the times of your connection, which a legal hold keeps from being erased at present. Voice, image and messages are not recorded.',
  `Your rights: ${f.rights.has.join(', ')}. Write to ${f.dpo}. Complaints: ${f.authority.name}.`,
];

const short: typeof fr.first.short = (f) => [
  f.selfOperated
    ? `Controller: ${f.controller.name}, which also runs the server.`
    : `Controller: ${f.controller.name}. The server is run by ${f.operator.name}.`,
  f.allowUnencrypted
    ? 'Voice, image and messages are passed on, never recorded. Except in a class that is shown as not encrypted, whose key this server keeps, it cannot see, hear or read them.'
    : 'Voice, image and messages are passed on, never recorded. The server cannot see, hear or read them.',
  f.earlyLine
    ? 'The server knows your network address and the time as soon as you open the link of a running class; once you are in, your role and which streams you send.'
    : 'While you are here, the server knows your network address, your role, when you come and go, and which streams you send.',
  `It forgets this when the class ends${f.earlyLine ? ', or within 2 minutes if you do not enter' : ''}. The address and the times stay at most ${f.connectionLog} in the connection log.`,
  ...(f.onHold === null ? [] : [f.onHold]),
  'Camera and microphone are off when you enter; nobody can turn them on for you. A pseudonym is fine.',
  f.transfers.length === 0
    ? `Your browser speaks to this server only. ${f.noTransfer}`
    : `Data may leave the European Economic Area: ${f.transfers.join(f.words.and)}.`,
  `A question or a request: ${f.dpo}.`,
];

export const first: typeof fr.first = { firstLayer, short };

export const asking: typeof fr.asking = (f) => [
  text(
    `To use them: ${f.controller.contact}, or ${f.dpo}. In its connection log the server knows neither your name nor your class: it can be searched by network address, day and hour only, so give these.`,
  ),
  text(
    'Your address, as the server sees it, is shown in the lobby and in the class by “What the server holds of you”, which answers at once. Without these, what is yours may not be found, and the controller does not have to collect more for that (GDPR, article 11).',
  ),
];

export const sourceOffer: typeof fr.sourceOffer = (f) =>
  text(
    `Ardoise is free software (GNU AGPL, version 3 or later). Whoever uses it here can have its source code, as it runs on this server, free of charge: ask ${f.operator.contact}.`,
  );
