import type { IDataObject } from 'n8n-workflow';
import { median } from '../median.mts';
import { start } from './child.mts';
import type { Commands, Took, Work } from './contender.mts';
import type { Commands as PbxCommands, Scene, Seen } from './pbx.mts';

/** The simulated PBX, in a process of its own. */
export interface Pbx {
	url: string;
	prepare(scene: Scene): Promise<string[]>;
	seen(): Promise<Seen>;
	stop(): void;
}

/** Starts the simulated PBX. */
export async function startPbx(): Promise<Pbx> {
	const { ask, stop } = start<PbxCommands>('pbx.mts');
	const url = await ask('start').catch((error: unknown) => {
		stop();
		throw error;
	});
	return {
		url,
		prepare: async (scene) => await ask('prepare', scene),
		seen: async () => await ask('seen'),
		stop,
	};
}

/** Contenders by name; all do the same work. */
export type Contenders = Readonly<Record<string, Omit<Work, 'url'>>>;

/** The same work for all contenders. */
export interface Round {
	scene: Scene;
	/** @param ids those of the first rows of the PBX */
	items(ids: readonly string[]): IDataObject[];
	/** How many results each must give. */
	expected: number;
	/** How often each does it. */
	rounds: number;
	/** How often each does it before it counts: code that was just loaded is slow. */
	warmUp: number;
}

/** Medians of a contender over its rounds; the PBX saw the most in any of them. */
export type Result = Took & Seen;

/**
 * Lets contenders do the same by turns, each in a process of its own, so that a slow moment of
 * the machine hits all of them and the memory of one is not counted with another.
 */
export async function byTurns<C extends Contenders>(
	pbx: Pbx,
	contenders: C,
	{ scene, items, expected, rounds, warmUp }: Round,
): Promise<Record<keyof C & string, Result>> {
	const running = Object.entries(contenders).map(([name, work]) => {
		const results: Result[] = [];
		return { name, work, child: start<Commands>('contender.mts'), results };
	});
	try {
		for (const { work, child } of running) await child.ask('prepare', { ...work, url: pbx.url });
		for (let round = -warmUp; round < rounds; round++) {
			for (const { child, results } of running) {
				const given = items(await pbx.prepare(scene));
				const took = await child.ask('run', { items: given, expected });
				if (round >= 0) results.push({ ...took, ...(await pbx.seen()) });
			}
		}
	} finally {
		for (const { child } of running) child.stop();
	}
	return Object.fromEntries(running.map(({ name, results }) => [name, middle(results)])) as Record<
		keyof C & string,
		Result
	>;
}

const SEEN: ReadonlyArray<keyof Seen> = [
	'requests',
	'logins',
	'refused',
	'mostConnections',
	'mostInFlight',
];

function middle(results: readonly Result[]): Result {
	const names = Object.keys(results[0]) as Array<keyof Result>;
	const pick = (name: keyof Result) => {
		const values = results.map((result) => result[name]);
		return (SEEN as readonly string[]).includes(name) ? Math.max(...values) : median(values);
	};
	return Object.fromEntries(names.map((name) => [name, pick(name)])) as unknown as Result;
}
