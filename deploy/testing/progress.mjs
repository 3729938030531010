import { DefaultReporter } from 'vitest/node';
import { duration } from '../setup/project.mjs';
import { atOnce, keepTimes, knownTimes, secondsLeft, secondsOf } from './times.mjs';

/** How often it is said without a terminal, in milliseconds: a log is not filled. */
const saidEvery = 30_000;
/** With a terminal, where one line is written over again. */
const shownEvery = 1_000;
/** From so many files on, how many ran at once is worth keeping. */
const enoughFiles = 4;

/** @param {import('vitest/node').TestModule} module */
const nameOf = (module) => module.relativeModuleId;

/** vitest's own reporter, and beside it how far the run is and how long it will still take. */
export default class ProgressReporter extends DefaultReporter {
  #known = knownTimes();
  #kind = '';
  #begun = 0;
  #files = 0;
  #total = 0;
  #passed = 0;
  #failed = 0;
  /** When each file began, in milliseconds. @type {Map<string, number>} */
  #running = new Map();
  /** What each file took, in seconds. @type {Record<string, number>} */
  #took = {};
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #shown = false;

  constructor() {
    super({ summary: false });
  }

  /** @param {readonly import('vitest/node').TestSpecification[]} specifications @override */
  onTestRunStart(specifications) {
    super.onTestRunStart(specifications);
    this.#kind = specifications[0]?.project.name ?? '';
    this.#begun = performance.now();
    this.#files = specifications.length;
    const names = specifications.map(({ moduleId }) => this.relative(moduleId));
    this.#total = names.reduce((sum, name) => sum + secondsOf(this.#known, this.#kind, name), 0);
    const every = process.stdout.isTTY ? shownEvery : saidEvery;
    if (names.length > 0) this.#timer = setInterval(() => this.#say(), every);
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleStart(module) {
    this.#running.set(nameOf(module), performance.now());
  }

  /** @param {import('vitest/node').TestCase} test @override */
  onTestCaseResult(test) {
    super.onTestCaseResult(test);
    const { state } = test.result();
    if (state === 'passed') this.#passed += 1;
    if (state === 'failed') this.#failed += 1;
  }

  /** @param {import('vitest/node').TestModule} module @override */
  onTestModuleEnd(module) {
    const name = nameOf(module);
    this.#took[name] = (performance.now() - (this.#running.get(name) ?? performance.now())) / 1000;
    this.#running.delete(name);
    super.onTestModuleEnd(module);
  }

  /** @type {DefaultReporter['onTestRunEnd']} @override */
  onTestRunEnd(modules, errors, reason) {
    clearInterval(this.#timer);
    this.#clear();
    const seconds = Object.values(this.#took);
    const together = seconds.reduce((sum, one) => sum + one, 0) / this.#elapsed();
    const worth = seconds.length >= enoughFiles && reason !== 'interrupted';
    if (seconds.length > 0) keepTimes({ seconds: this.#took, atOnce: worth ? { [this.#kind]: together } : {} });
    super.onTestRunEnd(modules, errors, reason);
  }

  /** @param {unknown[]} messages @override */
  log(...messages) {
    this.#clear();
    super.log(...messages);
  }

  /** @param {unknown[]} messages @override */
  error(...messages) {
    this.#clear();
    super.error(...messages);
  }

  #elapsed() {
    return (performance.now() - this.#begun) / 1000;
  }

  #left() {
    const done = Object.keys(this.#took).reduce((sum, name) => sum + secondsOf(this.#known, this.#kind, name), 0);
    // A file that takes longer than it should has not ended for that.
    const started = Array.from(this.#running, ([name, since]) =>
      Math.min((performance.now() - since) / 1000, 0.9 * secondsOf(this.#known, this.#kind, name)),
    ).reduce((sum, seconds) => sum + seconds, 0);
    return secondsLeft({
      total: this.#total,
      done: done + started,
      elapsed: this.#elapsed(),
      atOnce: atOnce(this.#known, this.#kind),
    });
  }

  #say() {
    const [left, later] = [this.#left(), Number(process.env.ARDOISE_TEST_LATER ?? 0)];
    const ended = Object.keys(this.#took).length;
    const counts = `${this.#passed} passed${this.#failed > 0 ? `, ${this.#failed} failed` : ''}`;
    const all = later > 0 ? `, ${duration(left + later)} with what follows` : '';
    const line = `${this.#kind}: ${ended} of ${this.#files} files, ${counts}; ${duration(this.#elapsed())} gone, about ${duration(left)} left${all}`;
    if (!process.stdout.isTTY) return this.log(line);
    this.#clear();
    process.stdout.write(line.slice(0, (process.stdout.columns || 200) - 1));
    this.#shown = true;
  }

  #clear() {
    if (this.#shown) process.stdout.write('\r\u001b[2K');
    this.#shown = false;
  }
}
