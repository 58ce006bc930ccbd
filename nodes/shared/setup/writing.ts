import { doLater, doStep } from './doStep';
import { Named, stopped } from './failed';
import { severalAtATime } from './inTurn';
import type { Ledger } from './ledger';
import type { Planned } from './planStep';
import { removeSurplus, type Surplus } from './remove';
import { numberOf, type Step } from './steps';
import type { Work } from './work';

/** What is written, and what may end it. */
interface WritingJob {
	planned: readonly Planned[];
	/** The steps in the order in which they are made: each list holds those that go side by side. */
	stages: ReadonlyArray<readonly Step[]>;
	ledger: Ledger;
	stop: AbortSignal | undefined;
	progress(text: string): void;
}

/**
 * Makes the records as they were planned, those of a stage side by side, then what had to wait for
 * others. The ledger has each before its first call is sent.
 *
 * @param test which steps
 * @throws Named with the first failure, when all that were begun have ended
 */
export async function writeAll(
	work: Work,
	{ planned, stages, ledger, stop, progress }: WritingJob,
	test: (step: Step) => boolean,
): Promise<void> {
	const wanted = planned.filter(({ step, became }) => test(step) && became !== 'unchanged');
	const pending = new Set(
		planned.flatMap(({ step, became }) => (became === 'create' ? [numberOf(step) ?? ''] : [])),
	);
	for (const stage of stages) {
		const steps = new Set(stage);
		const now = wanted.filter(({ step }) => steps.has(step));
		await severalAtATime(now, async (each) => {
			if (stop?.aborted) throw stopped();
			ledger.begun.push(each);
			const own = numberOf(each.step);
			const isPending = (number: string) => number !== own && pending.has(number);
			const done = await doStep(work, each, isPending).catch((error: unknown) => {
				throw ledger.named(error, each);
			});
			ledger.done.set(each, done);
		});
		for (const { step } of now) pending.delete(numberOf(step) ?? '');
		if (now.length) progress(`${ledger.done.size} records written`);
	}
	const later = [...ledger.done.values()].filter((done) => done.later && test(done.planned.step));
	await severalAtATime(later, async (done) => {
		await doLater(work, done).catch((error: unknown) => {
			throw ledger.named(error, done.planned);
		});
		delete done.later;
	});
}

/**
 * Deletes the records that the document does not have, one after the other: what needs another one
 * goes before it.
 *
 * @throws Named with the first failure
 */
export async function removeAll(
	work: Work,
	surplus: readonly Surplus[],
	{ ledger, stop }: Pick<WritingJob, 'ledger' | 'stop'>,
): Promise<void> {
	for (const each of surplus) {
		if (stop?.aborted) throw stopped();
		const title = `${each.kind.noun} "${each.name}"`;
		await removeSurplus(work, each).catch((error: unknown) => {
			throw new Named(title, error);
		});
		ledger.removed.push(title);
	}
}
