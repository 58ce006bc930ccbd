import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be closed and opened again, at one address. */
export class Relay {
	private readonly server: Server;
	private readonly sockets = new Set<Socket>();

	private constructor(private readonly target: URL) {
		this.server = createServer((from) => {
			const to = connect(Number(target.port), target.hostname);
			for (const [socket, other] of [
				[from, to],
				[to, from],
			]) {
				this.sockets.add(socket);
				socket.pipe(other);
				socket.on('error', () => other.destroy());
				socket.on('close', () => {
					this.sockets.delete(socket);
					other.destroy();
				});
			}
		});
	}

	/** Opens a way to a server. */
	static async start(target: string): Promise<Relay> {
		const relay = new Relay(new URL(target));
		await relay.open();
		return relay;
	}

	get url(): string {
		return `${this.target.protocol}//127.0.0.1:${this.port}`;
	}

	/** From now on nobody gets through, and nobody is through. */
	async close(): Promise<void> {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
		await once(this.server, 'close');
	}

	async open(): Promise<void> {
		this.server.listen(this.port, '127.0.0.1');
		await once(this.server, 'listening');
		this.port = (this.server.address() as AddressInfo).port;
	}

	private port = 0;
}
