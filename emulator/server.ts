import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Certificate } from './certificate.ts'
import type { Reply } from './exchange.ts'

/** One request, with the ways in which it can end. */
export type Incoming = {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
  readonly origin: string
  /** Number of the TCP connection, from 1. */
  readonly connection: number
  readonly isGone: () => boolean
  readonly reset: () => void
  readonly send: (reply: Reply) => void
}

export type Server = {
  readonly origin: string
  readonly connections: () => number
  readonly close: () => Promise<void>
}

const HOST = '127.0.0.1'
// Longer than any client waits between two requests, so that the emulator never races with it.
const KEEP_ALIVE_MS = 60_000

/** Listens on loopback only. Fails when the port is taken. */
export async function listen(
  port: number,
  certificate: Certificate | undefined,
  handle: (incoming: Incoming) => Promise<void>
): Promise<Server> {
  const scheme = certificate === undefined ? 'http' : 'https'
  const sockets = new Map<number, { readonly number: number; readonly socket: Socket }>()
  let accepted = 0

  const receive = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    // With TLS the request has a socket of its own; both have the client's port.
    const connection = sockets.get(request.socket.remotePort ?? 0)
    let body: string
    try {
      body = await text(request)
    } catch {
      return // The client went away in the middle of its request.
    }
    const [path = '', ...query] = (request.url ?? '').split('?')
    await handle({
      method: request.method ?? '',
      path,
      query: query.join('?'),
      headers: request.headers,
      body,
      origin: `${scheme}://${request.headers.host}`,
      connection: connection?.number ?? 0,
      isGone: () => response.destroyed || request.socket.destroyed,
      reset: () => {
        connection?.socket.resetAndDestroy()
        request.socket.destroy()
      },
      send: ({ status, headers, text }) => {
        const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(text) }
        response.writeHead(status, { ...headers, ...length }).end(text)
      }
    })
  }

  const server =
    certificate === undefined
      ? http.createServer(receive)
      : https.createServer({ cert: certificate.cert, key: certificate.key }, receive)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.on('connection', (socket: Socket) => {
    const clientPort = socket.remotePort ?? 0
    accepted += 1
    sockets.set(clientPort, { number: accepted, socket })
    socket.on('close', () => {
      if (sockets.get(clientPort)?.socket === socket) sockets.delete(clientPort)
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })

  return {
    origin: `${scheme}://${HOST}:${(server.address() as AddressInfo).port}`,
    connections: () => accepted,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const { socket } of sockets.values()) socket.destroy()
      })
  }
}
