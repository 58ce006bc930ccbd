/** A record that was named by something else than its id; the id is looked up before sending. */
export class Lookup {
	constructor(
		readonly ref: string,
		readonly value: string,
		/** Name of the field that has the value; undefined where any of its keys may, or the id. */
		readonly form?: string,
	) {}
}
