import { asyncScheduler, type Subscription } from 'rxjs';

/**
 * How a request uses the window of requests in flight.
 *
 * `slotted`: waits for a slot and holds it until its answer. `unslotted`: waits for a slot and gives it back soon,
 * since its answer comes only when something ends. `bypass`: overtakes what waits.
 */
export type Lane = 'slotted' | 'unslotted' | 'bypass';

/** One request that wants to be written. */
export interface WindowJob {
  readonly lane: Lane;
  /** Writes the request; called at most once. */
  readonly write: () => void;
}

/** Lets requests onto the wire, no more than a given number at a time. */
export interface RequestWindow {
  /** Writes the job now if there is room, or queues it. */
  add(job: WindowJob): void;
  /** Says that a written job was answered or given up, or takes a waiting one out of the queue. */
  remove(job: WindowJob): void;
  /** Starts to let jobs through; until then everything waits. */
  open(): void;
  /** Forgets everything. */
  clear(): void;
  /** How many jobs wait. */
  readonly queued: () => number;
  /** How many slots are taken. */
  readonly inFlight: () => number;
}

/**
 * The server reads from a queue of 128 messages and silently drops requests when it is full (measured on 0.169.0:
 * up to 128 in flight every one of 20,000 was answered, at 160 some were not). Half of it leaves room for others.
 */
export const defaultMaxInFlight = 64;

/** Requests that overtake have a bound of their own, so that both together stay under the server's 128. */
const maxBypassInFlight = 32;

/** An unslotted request has left the server's ingress queue long before this many ms. */
const unslottedHold = 100;

/** Makes a window of at most `maxInFlight` requests. */
export const createRequestWindow = (maxInFlight = defaultMaxInFlight): RequestWindow => {
  const waiting = createQueue();
  const overtaking = createQueue();
  const running = new Map<WindowJob, Subscription | undefined>();
  const bypassing = new Set<WindowJob>();
  let isOpen = false;
  /** How many loops of `pump` are under way: a job that is answered while it is written frees its slot within one. */
  let pumping = 0;

  const next = (): WindowJob | undefined => {
    if (overtaking.size() > 0 && bypassing.size < maxBypassInFlight) return overtaking.take();
    return running.size < maxInFlight ? waiting.take() : undefined;
  };

  const start = (job: WindowJob): void => {
    if (job.lane === 'bypass') bypassing.add(job);
    else {
      const release =
        job.lane === 'unslotted' ? asyncScheduler.schedule(() => remove(job), unslottedHold) : undefined;
      running.set(job, release);
    }
    job.write();
  };

  const pump = (): void => {
    if (!isOpen) return;
    pumping += 1;
    try {
      for (let job = next(); job; job = next()) start(job);
    } finally {
      pumping -= 1;
    }
  };

  const remove = (job: WindowJob): void => {
    running.get(job)?.unsubscribe();
    const freed = running.delete(job) || bypassing.delete(job);
    if (!freed) freedFromQueue(job);
    else if (pumping === 0) pump();
  };

  const freedFromQueue = (job: WindowJob): boolean => waiting.delete(job) || overtaking.delete(job);

  return {
    add: (job) => {
      (job.lane === 'bypass' ? overtaking : waiting).add(job);
      pump();
    },
    remove,
    open: () => {
      isOpen = true;
      pump();
    },
    clear: () => {
      for (const release of running.values()) release?.unsubscribe();
      for (const jobs of [waiting, overtaking, running, bypassing]) jobs.clear();
    },
    queued: () => waiting.size() + overtaking.size(),
    inFlight: () => running.size + bypassing.size,
  };
};

/** What waits, in order. */
const createQueue = () => {
  const jobs = new Set<WindowJob>();
  /** Stands before the first: a new iterator would first walk over every job that was taken out there. */
  let front = jobs.values();
  return {
    add: (job: WindowJob): void => void jobs.add(job),
    delete: (job: WindowJob): boolean => jobs.delete(job),
    take: (): WindowJob | undefined => {
      let next = front.next();
      if (next.done) next = (front = jobs.values()).next();
      if (next.done) return undefined;
      jobs.delete(next.value);
      return next.value;
    },
    size: () => jobs.size,
    clear: () => jobs.clear(),
  };
};
