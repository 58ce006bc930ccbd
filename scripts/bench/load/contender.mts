import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../engine/run.mts';
import { sampleLogins } from '../../../simulator/seed.mts';
import { answering } from './child.mts';
import { creates, pages } from './loops.mts';
import { NODE, nodes, workflowOf, type InEngine } from './nodes.mts';

/** One way of doing the same work, in a process of its own. */
export interface Work {
	/** A node in n8n's engine, or a bare loop. */
	name: InEngine | 'createLoop' | 'pageLoop';
	/** How many items or pages at once. */
	most?: number;
	/** On Error: Continue, in place of Stop. */
	goesOn?: boolean;
	/** Another checkout of this package, whose build is run. */
	folder?: string;
	/** Origin of the PBX. */
	url: string;
}

/** What a run took; times in milliseconds, memory in bytes. */
export interface Took {
	time: number;
	/** Time of the processor in this process. */
	cpu: number;
	/** Largest memory of the whole process since its start. */
	maxRss: number;
	/** Most of the heap in use, garbage included, less what was before the run. */
	peak: number;
	/** What of the heap the results hold. */
	held: number;
}

export interface Commands {
	prepare(work: Work): Promise<void>;
	/**
	 * Runs the work.
	 *
	 * @throws Error unless it gave as many results as expected
	 */
	run(job: { items: IDataObject[]; expected: number }): Promise<Took>;
}

let once: (items: IDataObject[]) => Promise<unknown[]>;

answering<Commands>({
	async prepare({ name, most, goesOn, folder, url }) {
		const login = sampleLogins.systemAdmin;
		if (name === 'createLoop') {
			once = async (items) => await creates(url, login, most ?? 1, items);
		} else if (name === 'pageLoop') {
			once = async () => await pages(url, login, most ?? 1);
		} else {
			const engine = await Engine.start(nodes, folder);
			const workflow = workflowOf(name, url, most, goesOn);
			once = async (items) => {
				// Saved anew, so that each run signs in.
				engine.signInWith({ baseUrl: url, ...login });
				const input = items.map((json) => ({ json }));
				const outcome = await engine.run(workflow, undefined, input);
				if (outcome.error) throw outcome.error;
				return outcome.items(NODE);
			};
		}
	},
	async run({ items, expected }) {
		const before = heapAfterCollection();
		let most = before;
		const sampling = setInterval(() => (most = Math.max(most, heapInUse())), SAMPLE);
		const cpu = process.cpuUsage();
		const start = performance.now();
		const results = await once(items);
		const time = performance.now() - start;
		const { user, system } = process.cpuUsage(cpu);
		clearInterval(sampling);
		const peak = Math.max(most, heapInUse()) - before;
		const held = heapAfterCollection() - before;
		if (results.length !== expected) throw new Error(`${results.length} of ${expected} results`);
		return { time, cpu: (user + system) / 1000, maxRss: maxRss(), peak, held };
	},
});

/** Milliseconds between two looks at the heap. */
const SAMPLE = 5;

/** Node gives it in kilobytes. */
const maxRss = () => process.resourceUsage().maxRSS * 1024;

/** Buffers of answers are outside of the heap itself. */
function heapInUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

function heapAfterCollection(): number {
	globalThis.gc?.();
	return heapInUse();
}
