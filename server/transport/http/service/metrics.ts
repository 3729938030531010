import { performance } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';

/** One figure of the server for /metrics: never about a person or one class. `name` gets the prefix `ardoise_`. */
export type Figure = { readonly name: string; readonly help: string; readonly value: number };

export type Metrics = {
  /** Counts one answered request; `route` is its pattern, never its address. */
  answered(route: string, status: number): void;
  /** Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
};

const ownFigures = (): Figure[] => {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    { name: 'memory_resident_bytes', help: 'Memory of the process.', value: rss },
    { name: 'memory_heap_bytes', help: 'Memory of JavaScript objects.', value: heapUsed },
    { name: 'cpu_seconds', help: 'CPU time of the process since its start.', value: (user + system) / 1e6 },
    {
      name: 'event_loop_utilization',
      help: 'Share of time the event loop was busy since the start.',
      value: performance.eventLoopUtilization().utilization,
    },
  ];
};

/** Figures of the server as a whole, in a registry of its own. No label is about a person or a class. */
export const openMetrics = (figures: () => readonly Figure[]): Metrics => {
  const registry = new Registry();
  const requests = new Counter({
    name: 'ardoise_http_requests_total',
    help: 'HTTP requests answered, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const gauges = new Map<string, Gauge>();
  const gaugeOf = ({ name, help }: Figure): Gauge => {
    const gauge = gauges.get(name) ?? new Gauge({ name: `ardoise_${name}`, help, registers: [registry] });
    gauges.set(name, gauge);
    return gauge;
  };
  return {
    answered: (route, status) => requests.inc({ route, status }),
    text: () => {
      for (const figure of [...ownFigures(), ...figures()]) gaugeOf(figure).set(figure.value);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};
