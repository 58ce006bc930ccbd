/** The place of one item in the order. */
export interface Turn {
	/**
	 * Waits until the items before that change the same have ended.
	 *
	 * @param changes what the item changes
	 */
	begin(changes: string): Promise<void>;
	/** Lets the next one begin; must be called whatever became of the item. */
	end(): void;
}

/**
 * Lets items that change the same thing run one after the other, in their order: the last one
 * wins, and of two that want the same numbers of a trunk the first one gets them. What an item
 * changes shows only when its names are looked up, so that two names of one record are one.
 */
export class Turns {
	/** All items so far have told what they change. */
	private placed: Promise<unknown> = Promise.resolve();
	/** When the last item ends that changes something. */
	private readonly last = new Map<string, Promise<void>>();

	/** Must be called in the order of the items. */
	reserve(): Turn {
		let tell: (changes: string | undefined) => void = () => undefined;
		const told = new Promise<string | undefined>((resolve) => {
			tell = resolve;
		});
		const place = Promise.all([told, this.placed]).then(([changes]) => this.place(changes));
		this.placed = place;
		return {
			async begin(changes) {
				tell(changes);
				await (
					await place
				).before;
			},
			end() {
				tell(undefined);
				void place.then(({ leave }) => leave());
			},
		};
	}

	private place(changes: string | undefined): { before?: Promise<void>; leave(): void } {
		let leave = () => {};
		if (changes === undefined) return { leave };
		const before = this.last.get(changes);
		const ended = new Promise<void>((resolve) => {
			leave = resolve;
		});
		this.last.set(changes, ended);
		return { ...(before ? { before } : {}), leave };
	}
}
