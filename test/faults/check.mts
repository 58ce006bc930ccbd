import type { IDataObject } from 'n8n-workflow';
import type { Fault, Where } from './proxy.mts';
import type { Report } from './report.mts';
import type { Result, Scene } from './scene.mts';
import type { Subject } from './subjects.mts';

/** A fault, what is done meanwhile, and what comes of it. */
export interface Case {
	subject: keyof Scene['subjects'];
	/** What is broken: by default it happens once, to the second request of the subject. */
	happens: Fault;
	where?: Partial<Where>;
	/** Request Options of the node. */
	options?: IDataObject;
	/** The least pause in milliseconds before the node sends the broken request again. */
	waits?: number;
	/** Seconds that the clock of the PBX is ahead. */
	clockAhead?: number;
	expected: Expected;
	/** More than the node can see: how often the PBX holds one of the records too many. */
	doubled?: number;
}

/** `sent` is left out where chance decides on it: pauses have a random part. */
export type Expected = Omit<Result, 'failed' | 'sent' | 'left'> & {
	sent?: number;
	/** None, if nothing is said. */
	left?: number;
	failed?: Record<number, RegExp>;
};

/**
 * Runs a workflow while something breaks, and looks whether it came out as it should.
 *
 * @param report takes what came out in any case
 */
export async function check(scene: Scene, report: Report, name: string, each: Case): Promise<void> {
	const subject: Subject = scene.subjects[each.subject];
	scene.proxy.clockAhead = each.clockAhead ?? 0;
	scene.proxy.breakAt({ line: subject.line, skip: 1, times: 1, ...each.where }, each.happens);
	const { out, errors, ...result } = await scene.run(subject, each.options ?? {});
	const { port } = new URL(scene.proxy.url);
	report.add(name, subject.name, result, port);

	const { failed = {}, ...counts } = each.expected;
	const words = Object.entries(failed).map(([item, text]) => [item, expect.stringMatching(text)]);
	expect(result).toEqual({
		sent: result.sent,
		left: 0,
		...counts,
		failed: Object.fromEntries(words),
	});
	// Without a fault that happened nothing was tried.
	expect(scene.proxy.seen.some(({ broken }) => broken)).toBe(true);
	expect(pauseOf(scene)).toBeGreaterThanOrEqual(each.waits ?? 0);
	expect(subject.misplaced?.() ?? []).toEqual([]);
	const succeeded = out.map(({ item }) => Number(item));
	complete(subject, each.doubled ?? 0, succeeded, errors);
	if (subject.reads) expect(new Set(out.map(({ id }) => id)).size).toBe(out.length);
}

/** Milliseconds between the first broken request and the same one sent again; 0 if it was not. */
function pauseOf({ proxy: { seen } }: Scene): number {
	const first = seen.findIndex(({ broken }) => broken);
	const again = seen.slice(first + 1).find(({ url }) => url === seen[first].url);
	return again ? again.at - seen[first].at : 0;
}

/** What the field says that all has that was not done. */
const saidIn = ({ error }: IDataObject): IDataObject => error as IDataObject;

/** Nothing lost, nothing doubled, nothing silent. */
function complete(
	subject: Subject,
	doubled: number,
	succeeded: number[],
	errors: IDataObject[],
): void {
	for (const { message, description } of errors.map(saidIn)) {
		// What the PBX did not take at all begins with its host.
		expect(message).toMatch(/^([A-Z]|127\.0\.0\.1)/);
		expect(description).toMatch(/\.$/);
		expect(`${message} ${description}`).not.toMatch(/Bearer|undefined|\[object/);
	}
	if (subject.reads) {
		expect(succeeded.length + errors.length).toBeGreaterThan(0);
		return;
	}
	const held = subject.held();
	for (const index of subject.input.keys()) {
		const error = errors.find(({ item }) => item === index);
		const count = succeeded.filter((item) => item === index).length;
		expect([index, count]).toEqual([index, error ? 0 : 1]);
		// What is said to be done is done, and what is done although it failed tells where to look.
		if (!error) expect(held[index]).toBeGreaterThanOrEqual(1);
		else if (held[index])
			expect(JSON.stringify(error.error)).toMatch(/look|whether it was deleted/i);
		expect(held[index]).toBeLessThanOrEqual(1 + doubled);
	}
}
