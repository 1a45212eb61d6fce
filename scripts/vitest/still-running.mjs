const afterMs = 120_000;

/** A vitest reporter: says every two minutes which test files have been running for longer than that. */
export default class StillRunning {
  #startedAt = new Map();
  #timer;

  onTestRunStart() {
    this.#timer = setInterval(() => this.#complain(), afterMs);
    this.#timer.unref();
  }

  onTestModuleQueued({ moduleId }) {
    this.#startedAt.set(moduleId, Date.now());
  }

  onTestModuleEnd({ moduleId }) {
    this.#startedAt.delete(moduleId);
  }

  onTestRunEnd() {
    clearInterval(this.#timer);
  }

  #complain() {
    for (const [file, startedAt] of this.#startedAt) {
      const ms = Date.now() - startedAt;
      if (ms >= afterMs) console.error(`Still running after ${Math.round(ms / 1000)} s: ${file}`);
    }
  }
}
