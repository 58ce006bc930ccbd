import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../pbx/failures.ts';
import type { Simulator } from '../../simulator/server.mts';
import { connect, type Spoiling } from '../support/connected.mts';
import { apply } from './world.mts';

/** Whether a request changes a record: sign-ins and moves into a tenant do not. */
export const isWrite = (line: string): boolean =>
	line.startsWith('POST ') && !/\/auth\/|\/tenants\/switch/.test(line);

/** Spoils the write with this number, counted from 0, and notes all writes. */
export function spoilingWrite(
	number: number,
	outcome: number | 'dropped' | 'lost',
): Spoiling & { seen(): string[] } {
	const writes: string[] = [];
	const spoil: Spoiling = (line) =>
		isWrite(line) && writes.push(line) === number + 1 ? outcome : undefined;
	return Object.assign(spoil, { seen: () => writes });
}

/** What a write is about: its route without the ids and numbers in it. */
const routeOf = (line: string): string => line.replaceAll(/\/\d+/g, '/*');

/**
 * Steps at which a run is broken off where all of them would take minutes: every third one, and the
 * first and the last of each kind of write.
 */
export function sampled(writes: readonly string[]): number[] {
	const routes = writes.map(routeOf);
	return [...routes.keys()].filter(
		(at) =>
			at % 3 === 0 || routes.indexOf(routes[at]) === at || routes.lastIndexOf(routes[at]) === at,
	);
}

/** The writes of a run where nothing is spoilt. */
export async function writesOf(simulator: Simulator, document: IDataObject): Promise<string[]> {
	const spoil = spoilingWrite(-1, 400);
	expect(await failing(simulator, document, spoil)).toBeUndefined();
	return spoil.seen();
}

/** What a run came to that cannot go well; undefined where it did. */
export async function failing(
	simulator: Simulator,
	document: IDataObject,
	spoil: Spoiling,
	more: Parameters<typeof apply>[2] = {},
): Promise<CallFailed | undefined> {
	const connection = await connect(simulator, { spoil });
	try {
		await apply(connection, document, more);
		return undefined;
	} catch (error) {
		if (error instanceof CallFailed) return error;
		throw error;
	} finally {
		await connection.tenants.close();
	}
}

/** Applies a document to what is there. */
export async function begin(simulator: Simulator, document: IDataObject): Promise<void> {
	const connection = await connect(simulator);
	await apply(connection, document);
	await connection.tenants.close();
}

export const adviceOf = (error: CallFailed | undefined): string => error?.failure.advice ?? '';

/** The records that a sentence of a message names, without the reasons behind them. */
export const namedIn = (advice: string, sentence: string): string[] =>
	(new RegExp(`${sentence}: (.*?)\\.(?: [A-Z]|$)`).exec(advice)?.[1].split(/, (?=[a-zV])/) ?? [])
		.map((each) => each.replace(/ \([^)]*\)$/, ''))
		.sort();
