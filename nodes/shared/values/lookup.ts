/** A record that was named by something else than its id; the id is looked up before sending. */
export class Lookup {
	constructor(
		readonly ref: string,
		readonly value: string,
	) {}
}
