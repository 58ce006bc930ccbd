import type { Clock } from '../clock';
import { readFrame, type Frame } from './frames';

/** The browser's WebSocket, as far as it is used. */
export interface WebSocketLike {
	/** In which form frames come that are no text. */
	binaryType: string;
	send(text: string): void;
	close(code?: number): void;
	addEventListener(
		type: 'open' | 'message' | 'close' | 'error',
		listener: (event: { data?: unknown }) => void,
	): void;
}

/** Opens a socket; in the browser's form, `new WebSocket(address)`. */
export type OpenSocket = (address: string) => WebSocketLike;

/** Milliseconds between two looks at the clock while something is waited for. */
const LOOK = 250;

/** One connection, from its opening to its end, whatever ends it. */
export class LiveSocket {
	/** Moment of the last message, or of the opening. */
	heard: number;
	private state: 'opening' | 'open' | 'ended' = 'opening';
	private readonly socket: WebSocketLike;
	private readonly waiting: Frame[] = [];
	private take: ((frame: Frame) => void) | undefined;

	/** @throws whatever the platform throws for an address that it does not take */
	constructor(
		address: string,
		open: OpenSocket,
		private readonly clock: Clock,
	) {
		this.heard = clock.now();
		this.socket = open(address);
		// As a blob its content could be had later only, and so out of order.
		this.socket.binaryType = 'arraybuffer';
		this.socket.addEventListener('open', () => {
			if (this.state === 'opening') this.state = 'open';
		});
		this.socket.addEventListener('message', ({ data }) => {
			this.heard = clock.now();
			const frame = readFrame(textIn(data));
			if (this.take) this.take(frame);
			else this.waiting.push(frame);
		});
		// On Node.js 22 a connection that fails has no "close", on 24 it has both.
		for (const end of ['close', 'error'] as const) {
			this.socket.addEventListener(end, () => {
				this.state = 'ended';
			});
		}
	}

	get ended(): boolean {
		return this.state === 'ended';
	}

	/** Whether it opened within a time. */
	async opens(within: number): Promise<boolean> {
		await this.until(() => this.state !== 'opening', within);
		return this.state === 'open';
	}

	send(text: string): void {
		if (this.state === 'open') this.socket.send(text);
	}

	/** The first message that is wanted, within a time; what comes before it is kept. */
	async first<F extends Frame>(
		isWanted: (frame: Frame) => frame is F,
		within: number,
	): Promise<F | undefined> {
		let found: F | undefined;
		const look = () => {
			const index = this.waiting.findIndex(isWanted);
			if (index >= 0) [found] = this.waiting.splice(index, 1) as [F];
			return found !== undefined || this.ended;
		};
		await this.until(look, within);
		return found;
	}

	/** From now on each message goes there, those first that came before. */
	listen(take: (frame: Frame) => void): void {
		for (const frame of this.waiting.splice(0)) take(frame);
		this.take = take;
	}

	close(): void {
		this.state = 'ended';
		this.take = () => undefined;
		this.socket.close();
	}

	/** Waits until something is so, at most so long. */
	async until(isSo: () => boolean, within: number): Promise<void> {
		const end = this.clock.now() + within;
		while (!isSo() && this.clock.now() < end) await this.clock.sleep(LOOK);
	}
}

/** The JSON of a message, which some servers send as bytes. */
const textIn = (data: unknown): string =>
	data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : String(data);
