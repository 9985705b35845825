import fc from 'fast-check';
import {
  createRequestWindow,
  defaultMaxInFlight,
  type Lane,
  type WindowJob,
} from '../../lib/rpc/request-window';

/** How many requests that overtake may be on the wire. */
const maxBypass = 32;
/** How long an unslotted request holds its slot, in ms. */
const hold = 100;

interface NamedJob extends WindowJob {
  readonly name: string;
}

/** A window, and jobs that write their names down. */
const make = (maxInFlight?: number) => {
  const window = createRequestWindow(maxInFlight);
  const written: string[] = [];
  const jobs = (count: number, lane: Lane = 'slotted', name: string = lane): NamedJob[] =>
    Array.from({ length: count }, (_, index) => {
      const job = { lane, name: `${name} ${index}`, write: () => written.push(job.name) };
      window.add(job);
      return job;
    });
  return { window, written, jobs };
};

const namesOf = (jobs: readonly NamedJob[]): readonly string[] => jobs.map(({ name }) => name);

describe('createRequestWindow', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('lets nothing through before it is opened, then everything in order', () => {
    const { window, written, jobs } = make();
    const [slotted, bypass] = [jobs(3), jobs(2, 'bypass')];
    expect([written, window.queued(), window.inFlight()]).toEqual([[], 5, 0]);
    window.open();
    expect(written).toEqual([...namesOf(bypass), ...namesOf(slotted)]);
    expect([window.queued(), window.inFlight()]).toEqual([0, 5]);
  });

  it('has 64 requests on the wire and no more, unless it is told otherwise', () => {
    const { window, written, jobs } = make();
    window.open();
    const all = jobs(200);
    expect(defaultMaxInFlight).toBe(64);
    expect([written.length, window.inFlight(), window.queued()]).toEqual([64, 64, 136]);
    all.forEach((job, index) => {
      window.remove(job);
      expect(written).toHaveLength(Math.min(200, 65 + index));
    });
    expect(written).toEqual(namesOf(all));
    expect([window.inFlight(), window.queued()]).toEqual([0, 0]);
  });

  it('takes a job out of the queue for good', () => {
    const { window, written, jobs } = make(1);
    window.open();
    const [first, second, third] = jobs(3) as [NamedJob, NamedJob, NamedJob];
    window.remove(second);
    expect([window.queued(), window.inFlight()]).toEqual([1, 1]);
    window.remove(first);
    expect(written).toEqual([first.name, third.name]);
  });

  it('does not count a job twice that is removed twice, or that it never had', () => {
    const { window, written, jobs } = make(1);
    window.open();
    const [first] = jobs(3) as [NamedJob];
    window.remove(first);
    window.remove(first);
    window.remove({ lane: 'slotted', write: () => undefined });
    expect([written.length, window.inFlight()]).toEqual([2, 1]);
  });

  it('lets what overtakes past a full window at once', () => {
    const { window, written, jobs } = make(2);
    window.open();
    jobs(5);
    const [interrupt] = jobs(1, 'bypass');
    expect(written.at(-1)).toBe(interrupt!.name);
    expect(window.inFlight()).toBe(3);
  });

  it('bounds what overtakes too, and lets others go on meanwhile', () => {
    const { window, written, jobs } = make(4);
    window.open();
    const overtaking = jobs(maxBypass + 2, 'bypass');
    expect(written).toEqual(namesOf(overtaking.slice(0, maxBypass)));
    const slotted = jobs(4);
    expect(written.slice(maxBypass)).toEqual(namesOf(slotted));
    window.remove(overtaking[5]!);
    expect(written.at(-1)).toBe(overtaking[maxBypass]!.name);
    window.remove(overtaking[maxBypass + 1]!);
    expect(window.queued()).toBe(0);
  });

  it('takes the slot of an unslotted request back after a moment, answered or not', () => {
    const { window, written, jobs } = make(2);
    window.open();
    const endless = jobs(2, 'unslotted');
    const slotted = jobs(1);
    jest.advanceTimersByTime(hold - 1);
    expect(written).toEqual(namesOf(endless));
    jest.advanceTimersByTime(1);
    expect(written).toEqual([...namesOf(endless), ...namesOf(slotted)]);
    expect(window.inFlight()).toBe(1);
    window.remove(endless[0]!);
    expect(window.inFlight()).toBe(1);
  });

  it('frees the slot of an unslotted request at once when it is answered sooner', () => {
    const { window, written, jobs } = make(1);
    window.open();
    const [endless] = jobs(1, 'unslotted');
    jobs(1);
    window.remove(endless!);
    expect(written).toHaveLength(2);
  });

  it('forgets everything when it is cleared, timers included', () => {
    const { window, written, jobs } = make(2);
    window.open();
    jobs(2, 'unslotted');
    jobs(3);
    jobs(maxBypass + 3, 'bypass');
    const before = written.length;
    window.clear();
    expect([window.queued(), window.inFlight(), jest.getTimerCount()]).toEqual([0, 0, 0]);
    expect(written).toHaveLength(before);
  });

  it('goes on flat when answers come while requests are written, however many wait', () => {
    const window = createRequestWindow(1);
    let count = 0;
    for (let index = 0; index < 50_000; index += 1) {
      const job: WindowJob = {
        lane: 'slotted',
        write: () => {
          count += 1;
          window.remove(job);
        },
      };
      window.add(job);
    }
    window.open();
    expect([count, window.inFlight(), window.queued()]).toEqual([50_000, 0, 0]);
  });

  it('writes what overtakes at once, also from within the writing of another', () => {
    const { window, written, jobs } = make(1);
    window.open();
    window.add({
      lane: 'slotted',
      write: () => {
        jobs(1, 'bypass');
        written.push('after');
      },
    });
    expect(written).toEqual(['bypass 0', 'after']);
  });

  it('goes on after a job that throws', () => {
    const { window, written, jobs } = make(1);
    window.open();
    const failing: WindowJob = {
      lane: 'slotted',
      write: () => {
        throw new Error('in write');
      },
    };
    expect(() => window.add(failing)).toThrow('in write');
    const [next] = jobs(1);
    window.remove(failing);
    expect(written).toEqual([next!.name]);
  });

  it('never has more on the wire than it may, and writes everything else in order', () => {
    const lanes = fc.constantFrom<Lane>('slotted', 'slotted', 'unslotted', 'bypass');
    const operation = fc.oneof(
      { weight: 5, arbitrary: lanes.map((lane) => ({ lane })) },
      { weight: 4, arbitrary: fc.nat(50).map((answered) => ({ answered })) },
      { weight: 1, arbitrary: fc.nat(50).map((dropped) => ({ dropped })) },
      { weight: 1, arbitrary: fc.nat(2 * hold).map((wait) => ({ wait })) },
    );
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 300 }),
        fc.integer({ min: 1, max: 6 }),
        (operations, max) => {
          const window = createRequestWindow(max);
          window.open();
          const waiting: WindowJob[] = [];
          const onWire: WindowJob[] = [];
          const order: number[] = [];
          const expected: number[] = [];
          let added = 0;
          const add = (lane: Lane): void => {
            const number = added++;
            const job: WindowJob = {
              lane,
              write: () => {
                order.push(number);
                waiting.splice(waiting.indexOf(job), 1);
                onWire.push(job);
                const count = (of: Lane): number => onWire.filter((other) => other.lane === of).length;
                expect(count('slotted')).toBeLessThanOrEqual(max);
                expect(count('bypass')).toBeLessThanOrEqual(maxBypass);
                expect(window.inFlight()).toBeLessThanOrEqual(max + maxBypass);
              },
            };
            if (lane !== 'bypass') expected.push(number);
            waiting.push(job);
            window.add(job);
          };
          const take = (jobs: WindowJob[], index: number): void => {
            const [job] = jobs.length > 0 ? jobs.splice(index % jobs.length, 1) : [];
            if (job) window.remove(job);
          };
          const dropped: number[] = [];
          for (const step of operations) {
            if ('lane' in step) add(step.lane);
            else if ('answered' in step) take(onWire, step.answered);
            else if ('wait' in step) jest.advanceTimersByTime(step.wait);
            else if (waiting.length > 0) {
              const before = window.queued();
              take(waiting, step.dropped);
              dropped.push(before - window.queued());
            }
            expect(window.queued()).toBe(waiting.length);
          }
          while (onWire.length > 0) take(onWire, 0);
          expect([window.queued(), window.inFlight(), waiting.length]).toEqual([0, 0, 0]);
          expect(dropped.every((count) => count === 1)).toBe(true);
          const inOrder = order.filter((number) => expected.includes(number));
          expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
          expect(order).toHaveLength(added - dropped.length);
        },
      ),
    );
  });
});
