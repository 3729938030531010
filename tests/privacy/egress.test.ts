import { beforeAll, describe, expect, test } from 'vitest';
import { watchClass, whyNoNamespace } from './egress/watch.ts';
import type { Report } from './egress/watchedClass.ts';

/** A class in three real browsers, on a machine that may be busy. */
const patience = 600_000;

describe('in a whole class', () => {
  let report: Report;
  beforeAll(async () => {
    report = await watchClass({ planted: false });
  }, patience);

  test('no browser asks, looks up or sends anything anywhere but to the server', () => {
    expect(report.browsers).toEqual([]);
  });

  test('the server looks up nothing and connects to nobody', () => {
    expect(report.server).toEqual([]);
  });

  test('no packet of any process leaves the machine', (context) => {
    if (whyNoNamespace) context.skip(whyNoNamespace);
    expect(report.packets).toEqual([]);
  });

  test('a student has no cookie', () => {
    expect(report.cookies).toEqual([]);
  });

  test('a student’s browser keeps nothing when the class is over', () => {
    expect(report.kept).toEqual([]);
  });
});

describe('where a page and a server turn to others', () => {
  let report: Report;
  beforeAll(async () => {
    report = await watchClass({ planted: true });
  }, patience);

  test('the browser’s network log tells', () => {
    expect(report.browsers).toContain('lookup of stun.page.invalid');
    expect(report.browsers).toContain('UDP packet to 203.0.113.7');
  });

  test('the server’s calls tell', () => {
    expect(report.server).toEqual(['lookup of lookup.server.invalid', 'UDP socket', 'TCP connection to 198.51.100.9']);
  });

  test('the packets tell', (context) => {
    if (whyNoNamespace) context.skip(whyNoNamespace);
    expect(new Set(report.packets)).toEqual(
      new Set([
        'DNS query stun.page.invalid to 192.0.2.53',
        'STUN packet to 203.0.113.7:3478',
        'DNS query lookup.server.invalid to 192.0.2.53',
        'UDP packet to 203.0.113.8:3478',
        'TCP packet to 198.51.100.9:443',
      ]),
    );
  });
});
