/**
 * Watches timers that are set from now on, by whatever module: a wait that nobody needs any more
 * keeps a process from ending.
 *
 * @param least shortest time in milliseconds that counts
 * @returns how many of them neither ran nor were cleared; the watch is over then
 */
export function watchTimers(least: number): () => number {
	const waiting = new Set<unknown>();
	const { setTimeout: set, clearTimeout: clear } = globalThis;
	const setting = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((
		run: (...values: unknown[]) => void,
		time = 0,
		...values: unknown[]
	) => {
		const timer = set(() => {
			waiting.delete(timer);
			run(...values);
		}, time);
		if (time >= least) waiting.add(timer);
		return timer;
	}) as typeof setTimeout);
	const clearing = jest.spyOn(globalThis, 'clearTimeout').mockImplementation(((timer) => {
		waiting.delete(timer);
		clear(timer);
	}) as typeof clearTimeout);
	return () => {
		setting.mockRestore();
		clearing.mockRestore();
		return waiting.size;
	};
}
