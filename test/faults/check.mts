import type { IDataObject } from 'n8n-workflow';
import type { Fault, Where } from './proxy.mts';
import type { Report } from './report.mts';
import { limitWaiting, type Result, type Scene, type Subject } from './scene.mts';

type SubjectName = 'read' | 'download' | 'create' | 'createRules' | 'update' | 'remove' | 'upload';

/** A fault, what is done meanwhile, and what comes of it. */
export interface Case {
	subject: SubjectName;
	/** What is broken: by default it happens once, to the second request of the subject. */
	happens: Fault;
	where?: Partial<Where>;
	/** Milliseconds after which the node gives a request up: n8n's five minutes, in small. */
	limit?: number;
	/** The least pause in milliseconds before the node sends the broken request again. */
	waits?: number;
	/** Seconds that the clock of the PBX is ahead. */
	clockAhead?: number;
	expected: Omit<Result, 'failed'> & { failed?: Record<number, RegExp> };
	/** Why it is not so yet: such a case must fail, and turn red once it does not. */
	gap?: string;
	/** More than the node can see: how often the PBX holds one of the records too many. */
	doubled?: number;
}

/**
 * Runs a workflow while something breaks, and looks whether it came out as it should.
 *
 * @param report takes what came out in any case
 */
export async function check(scene: Scene, report: Report, name: string, each: Case): Promise<void> {
	const subject = scene[each.subject];
	limitWaiting(each.limit ?? 0);
	scene.proxy.clockAhead = each.clockAhead ?? 0;
	scene.proxy.breakAt({ line: subject.line, skip: 1, times: 1, ...each.where }, each.happens);
	const { out, errors, ...result } = await scene.run(subject);
	const { port } = new URL(scene.proxy.url);
	report.add(name, subject.name, result, port, each.gap);

	const { failed = {}, ...counts } = each.expected;
	const words = Object.entries(failed).map(([item, text]) => [item, expect.stringMatching(text)]);
	expect(result).toEqual({ ...counts, failed: Object.fromEntries(words) });
	expect(pauseOf(scene, subject)).toBeGreaterThanOrEqual(each.waits ?? 0);
	complete(
		subject,
		each.doubled ?? 0,
		out.map(({ item }) => Number(item)),
		errors,
	);
	if (subject.reads) expect(new Set(out.map(({ id }) => id)).size).toBe(out.length);
}

/** Milliseconds between the first broken request and the one after it. */
function pauseOf({ proxy }: Scene, { line }: Subject): number {
	const seen = proxy.seen.filter((each) => line.test(each.line));
	const [broken, next] = seen.slice(seen.findIndex((each) => each.broken));
	return next ? next.at - broken.at : 0;
}

/** Nothing lost, nothing doubled, nothing silent. */
function complete(
	subject: Subject,
	doubled: number,
	succeeded: number[],
	errors: IDataObject[],
): void {
	if (subject.reads) {
		expect(succeeded.length + errors.length).toBeGreaterThan(0);
		return;
	}
	const held = subject.held();
	for (const index of subject.input.keys()) {
		const error = errors.find(({ item }) => item === index);
		expect([index, succeeded.filter((item) => item === index).length]).toEqual([
			index,
			error ? 0 : 1,
		]);
		// What is said to be done is done, and what is done although it failed tells where to look.
		if (!error) expect(held[index]).toBeGreaterThanOrEqual(1);
		else if (held[index])
			expect(`${error.error} ${error.details}`).toMatch(/look|whether it was deleted/i);
		expect(held[index]).toBeLessThanOrEqual(1 + doubled);
	}
	for (const { error, details } of errors) {
		expect(error).toMatch(/^[A-Z]/);
		expect(details).toMatch(/\.$/);
		expect(`${error} ${details}`).not.toMatch(/Bearer|undefined|\[object/);
	}
}
