/** Input of a user that cannot be sent: nothing has been written when it is thrown. */
export class InputRefused extends Error {
	/**
	 * @param message what is wrong with which field
	 * @param advice what to do about it
	 */
	constructor(
		message: string,
		readonly advice?: string,
	) {
		super(message);
		this.name = 'InputRefused';
	}
}
