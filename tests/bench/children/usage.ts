import { readFileSync } from 'node:fs';
import { observer } from 'mediasoup';
import type { Worker } from 'mediasoup/types';

/** What a server's processes have used since they began: seconds of CPU, bytes of memory. */
export type Usage = {
  readonly nodeCpu: number;
  readonly workerCpu: number;
  /** JavaScript objects and buffers; after a collection, when one was asked for. */
  readonly heap: number;
  readonly nodeResident: number;
  readonly workerResident: number;
};

/** Of the table of a process in /proc, in bytes. */
const residentOf = (pid: number): number => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
};

/** Watches this process and the media workers that it starts from now on. */
export const watchUsage = (): ((options: { collect?: boolean }) => Promise<Usage>) => {
  const workers = new Set<Worker>();
  observer.on('newworker', (worker) => {
    workers.add(worker);
    worker.observer.once('close', () => workers.delete(worker));
  });
  return async ({ collect }) => {
    // Twice: what the first collection finalizes, the second frees.
    if (collect) for (let round = 0; round < 2; round++) await Promise.resolve(globalThis.gc?.());
    const of = await Promise.all(Array.from(workers, (worker) => worker.getResourceUsage()));
    const { user, system } = process.cpuUsage();
    const { heapUsed, external, rss } = process.memoryUsage();
    return {
      nodeCpu: (user + system) / 1e6,
      workerCpu: of.reduce((sum, { ru_utime, ru_stime }) => sum + (ru_utime + ru_stime) / 1e3, 0),
      heap: heapUsed + external,
      nodeResident: rss,
      workerResident: Array.from(workers, ({ pid }) => residentOf(pid)).reduce((sum, bytes) => sum + bytes, 0),
    };
  };
};
