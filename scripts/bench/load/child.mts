import { fork } from 'node:child_process';
import path from 'node:path';

/** What a process can be asked for; arguments and results are sent as JSON. */
type Asked<C> = { [K in keyof C]: (argument: never) => Promise<unknown> };

type Answer = { result?: unknown; failed?: string };

/** A process that answers one question after the other. */
export interface Child<C> {
	ask<K extends keyof C & string>(
		question: K,
		...argument: C[K] extends (...argument: infer A) => unknown ? A : []
	): Promise<C[K] extends (argument: never) => Promise<infer R> ? R : never>;
	/** Ends the process. */
	stop(): void;
}

/**
 * Starts a module of this folder in a process of its own. It ends with the process that started
 * it, however that one ends.
 *
 * @param file name of a module that calls `answering`
 */
export function start<C extends Asked<C>>(file: string): Child<C> {
	const child = fork(path.join(import.meta.dirname, file), {
		execArgv: [...process.execArgv, '--expose-gc'],
	});
	const ask = async (question: string, argument?: unknown) =>
		await new Promise((resolve, reject) => {
			const ended = () => reject(new Error(`${file} ended while it was asked for ${question}`));
			child.once('exit', ended);
			child.once('message', ({ result, failed }: Answer) => {
				child.off('exit', ended);
				if (failed === undefined) resolve(result);
				else reject(new Error(`${file}, ${question}: ${failed}`));
			});
			child.send({ question, argument });
		});
	return { ask: ask as Child<C>['ask'], stop: () => void child.kill() };
}

/** Answers the questions of the process that started this one, until it is gone. */
export function answering<C extends Asked<C>>(commands: C): void {
	process.on('message', async ({ question, argument }: { question: keyof C; argument: never }) => {
		const answer: Answer = await commands[question](argument).then(
			(result) => ({ result }),
			(error: Error) => ({ failed: error.stack ?? error.message }),
		);
		process.send?.(answer);
	});
	process.once('disconnect', () => process.exit());
}
