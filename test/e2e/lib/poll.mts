import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is waited for, for the message
 * @param ask gives the answer, or undefined as long as there is none
 * @throws Error when the deadline is over
 */
export async function until<T>(
	what: string,
	ask: () => T | undefined | Promise<T | undefined>,
	{ seconds = 30, everyMs = 100 } = {},
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`);
		await pause(everyMs);
	}
}
