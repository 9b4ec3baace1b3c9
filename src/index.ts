const LEAST_NODE_MAJOR = 24

// Linux on 32-bit ARM runs actions for node24 on Node 20, where undici cannot even be loaded.
if (Number.parseInt(process.versions.node, 10) < LEAST_NODE_MAJOR) {
  console.log(
    `::error::This action needs Node ${LEAST_NODE_MAJOR}, but the runner runs it on ${process.version}. Update the runner, or use one that is not on 32-bit ARM.`
  )
  process.exitCode = 1
} else {
  const { run } = await import('./main.ts')
  await run()
}
