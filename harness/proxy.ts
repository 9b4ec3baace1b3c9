import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type ProxyOptions = {
  readonly username?: string
  readonly password?: string
  /** host:port asked for → host:port really connected to. */
  readonly routes?: Readonly<Record<string, string>>
  /** The status to answer every CONNECT with. */
  readonly failConnect?: number
}

export type LoopbackProxy = {
  /** Without credentials. */
  readonly url: string
  readonly urlWithCredentials: string
  /** host:port of each CONNECT let in by its credentials. */
  readonly tunnels: readonly string[]
  /** Absolute URLs forwarded without a tunnel. */
  readonly forwarded: readonly string[]
  /** How many requests were turned away, for whatever reason. */
  readonly refusals: number
  close(): Promise<void>
}

/** Starts an HTTP proxy on loopback, with tunnels; it connects to nothing but loopback. */
export async function startProxy(options: ProxyOptions = {}): Promise<LoopbackProxy> {
  const { username = '', password = '', routes = {} } = options
  const credentials = username === '' && password === '' ? undefined : `${username}:${password}`
  const tunnels: string[] = []
  const forwarded: string[] = []
  const sockets = new Set<Duplex>()
  let refusals = 0

  const refusalOf = (message: IncomingMessage): number | undefined => {
    if (credentials === undefined) return undefined
    const header = message.headers['proxy-authorization']
    const expected = Buffer.from(credentials).toString('base64')
    return /^basic (.*)$/i.exec(header ?? '')?.[1] === expected ? undefined : 407
  }
  const targetOf = (authority: string): Target | undefined => {
    const target = parseAuthority(
      Object.hasOwn(routes, authority) ? (routes[authority] ?? '') : authority
    )
    return target !== undefined && isLoopback(target.host) ? target : undefined
  }

  const forward = (incoming: IncomingMessage, answer: ServerResponse) => {
    const refuse = (status: number) => {
      refusals += 1
      incoming.resume()
      answer.writeHead(status, status === 407 ? CHALLENGE : {}).end()
    }
    const refusal = refusalOf(incoming)
    if (refusal !== undefined) return refuse(refusal)
    const url = URL.parse(incoming.url ?? '')
    if (url?.protocol !== 'http:') return refuse(400)
    const target = targetOf(`${url.hostname}:${url.port || 80}`)
    if (target === undefined) return refuse(502)
    forwarded.push(url.href)
    const headers = { ...incoming.headers }
    delete headers['proxy-authorization']
    delete headers['proxy-connection']
    const outgoing = request(
      { ...target, method: incoming.method, path: url.pathname + url.search, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      }
    )
    outgoing.on('error', () => {
      if (answer.headersSent) answer.destroy()
      else answer.writeHead(502).end()
    })
    incoming.pipe(outgoing)
  }

  const tunnel = (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    keep(sockets, client)
    const refuse = (status: number) => {
      refusals += 1
      const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : ''
      client.end(`HTTP/1.1 ${status} Refused\r\n${challenge}Content-Length: 0\r\n\r\n`)
    }
    const refusal = refusalOf(incoming)
    if (refusal !== undefined) return refuse(refusal)
    const authority = incoming.url ?? ''
    tunnels.push(authority)
    if (options.failConnect !== undefined) return refuse(options.failConnect)
    const target = targetOf(authority)
    if (target === undefined) return refuse(502)
    const server: Socket = connect(target)
    keep(sockets, server)
    let open = false
    server.on('connect', () => {
      open = true
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) server.write(head)
      server.pipe(client).pipe(server)
    })
    server.on('close', () => (open ? client.destroy() : refuse(502)))
    client.on('close', () => server.destroy())
  }

  const server = createServer(forward)
  server.on('connect', tunnel)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const login =
    credentials === undefined
      ? ''
      : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`

  return {
    url: `http://127.0.0.1:${port}`,
    urlWithCredentials: `http://${login}127.0.0.1:${port}`,
    tunnels,
    forwarded,
    get refusals() {
      return refusals
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        // A socket that became a tunnel is no longer the HTTP server's to close.
        for (const socket of sockets) socket.destroy()
      })
  }
}

const CHALLENGE = { 'Proxy-Authenticate': 'Basic realm="proxy"' }

type Target = { readonly host: string; readonly port: number }

function parseAuthority(authority: string): Target | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(authority)
  const host = match?.[1] ?? match?.[2]
  return host === undefined ? undefined : { host, port: Number(match?.[3]) }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function keep(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  // Either end may hang up at any time.
  socket.on('error', () => socket.destroy())
}
