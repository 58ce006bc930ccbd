import type { Answer, Call, Reply } from './call';
import { CallFailed, mayBeDone } from './failures';
import type { Patience } from './patience';
import { replyOf } from './reading';

/** A signed-in connection: calls go in, and replies or failures come out. */
export class Session {
	/**
	 * @param address host and port, for messages
	 * @param ask sends a request with this session, once
	 * @param patience how often requests are tried; all sessions of a run share it
	 */
	constructor(
		private readonly address: string,
		private readonly ask: (call: Call) => Promise<Answer>,
		private readonly patience: Patience,
	) {}

	/**
	 * Sends a call, and again where that is safe.
	 *
	 * @throws CallFailed, open where a write may have been done nevertheless
	 */
	async send(call: Call): Promise<Reply> {
		return await this.receive(call, async (reply) => reply);
	}

	/**
	 * The same for an answer that takes a while to be taken in, such as a file: if it breaks off,
	 * the call is sent again as a whole.
	 *
	 * @param take throws CallFailed where the answer breaks off
	 */
	async receive<T>(call: Call, take: (reply: Reply) => Promise<T>): Promise<T> {
		const repeatable = call.method === 'GET' || call.repeatable === true;
		const attempt = async () => await take(await replyOf(await this.ask(call), call, this.address));
		return await this.patience.persistently(attempt, repeatable).catch((error: unknown) => {
			if (repeatable || !(error instanceof CallFailed)) throw error;
			throw new CallFailed(error.failure, mayBeDone(error.failure));
		});
	}
}
