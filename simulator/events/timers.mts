/** Timers that can be stopped all at once, so that none outlives the simulator. */
export class Timers {
	private readonly handles = new Set<NodeJS.Timeout>();

	after(milliseconds: number, run: () => void): void {
		const handle = setTimeout(() => {
			this.handles.delete(handle);
			run();
		}, milliseconds);
		this.handles.add(handle);
	}

	clear(): void {
		for (const handle of this.handles) clearTimeout(handle);
		this.handles.clear();
	}
}
