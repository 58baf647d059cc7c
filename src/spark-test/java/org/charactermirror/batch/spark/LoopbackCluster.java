package org.charactermirror.batch.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone master of Spark and its workers as processes of their own, which only this machine reaches. What they and
 * the programs submitted to them say goes to files in their folder; closing it ends all of them.
 */
public final class LoopbackCluster implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");

    private final Path folder;
    private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());
    private final List<Process> workers = new ArrayList<>();
    private final int port = freePort();
    private final int pagePort = freePort();

    private LoopbackCluster(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts a cluster and waits until all workers are known to its master.
     *
     * @param folder takes the logs and what executors unpack
     * @param cores of every worker
     * @param memory that executors may have on every worker, such as 2g
     */
    public static LoopbackCluster start(Path folder, int workers, int cores, String memory) throws Exception {
        LoopbackCluster cluster = new LoopbackCluster(Files.createDirectories(folder));
        try {
            cluster.startMaster();
            for (int number = 1; number <= workers; number++) {
                cluster.startWorker(cores, memory);
            }
            cluster.awaitWorkers(workers);
            return cluster;
        } catch (Exception | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void startMaster() throws IOException {
        start(
                "master",
                java("512m", "org.apache.spark.deploy.master.Master")
                        .with(
                                "--host",
                                HOST,
                                "--port",
                                String.valueOf(port),
                                "--webui-port",
                                String.valueOf(pagePort)));
    }

    private void startWorker(int cores, String memory) throws IOException {
        String name = "worker-" + (workers.size() + 1);
        workers.add(start(
                name,
                java("512m", "org.apache.spark.deploy.worker.Worker")
                        .with("--host", HOST, "--webui-port", "0", "--cores", String.valueOf(cores), "--memory", memory)
                        .with("--work-dir", folder.resolve(name + "-work").toString(), master())));
    }

    /** Returns the address of the master, for {@code --master}. */
    public String master() {
        return "spark://" + HOST + ":" + port;
    }

    /** Ends a worker and its executors at once, as a machine ends that loses its power. */
    public void killWorker(int index) throws InterruptedException {
        killTree(workers.get(index));
    }

    /**
     * Starts the program under test through {@code spark-submit}.
     *
     * @param name of the files that take what it says
     * @param options of spark-submit, such as {@code --conf}
     * @param arguments of the program
     */
    public Submitted submit(String name, Path workingFolder, List<String> options, List<String> arguments)
            throws IOException {
        return submit(name, workingFolder, options, jar(), arguments);
    }

    /**
     * Starts a program of another jar likewise.
     *
     * @param jar its own
     */
    public Submitted submit(String name, Path workingFolder, List<String> options, Path jar, List<String> arguments)
            throws IOException {
        Command command = java("1g", "org.apache.spark.deploy.SparkSubmit")
                .with("--master", master(), "--conf", "spark.driver.host=" + HOST, "--conf", "spark.ui.enabled=false")
                .with("--conf", "spark.driver.bindAddress=" + HOST)
                .with(options)
                .with(jar.toString())
                .with(arguments);
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        Process process = builder(command)
                .directory(workingFolder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        processes.add(process);
        return new Submitted(process, out, err);
    }

    /** A program that was submitted, and the files that take what it says. */
    public record Submitted(Process process, Path out, Path err) {

        /** Waits for the end and returns the exit code. */
        public int await(Duration most) throws InterruptedException, IOException {
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                killTree(process);
                throw new AssertionError("no end after " + most + "; it said:\n" + said());
            }
            return process.exitValue();
        }

        /** Returns what it has said so far on both streams. */
        public String said() throws IOException {
            return Files.readString(out) + Files.readString(err);
        }

        /** Ends it at once. */
        public void kill() throws InterruptedException {
            killTree(process);
        }
    }

    /** Returns the jar under test. */
    public static Path jar() {
        return Path.of(property("charmirror.spark.jar"));
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : List.copyOf(processes)) {
            killTree(process);
        }
    }

    private void awaitWorkers(int wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int alive = 0;
        while (alive < wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(alive + " of " + wanted + " workers after " + PATIENCE + ":\n" + logs());
            }
            TimeUnit.MILLISECONDS.sleep(200);
            alive = aliveWorkers();
        }
    }

    private int aliveWorkers() {
        try (InputStream page =
                URI.create("http://" + HOST + ":" + pagePort + "/json/").toURL().openStream()) {
            Matcher alive = ALIVE.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            return alive.find() ? Integer.parseInt(alive.group(1)) : 0;
        } catch (IOException e) {
            // The master is not there yet.
            return 0;
        }
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                logs.append(file.getFileName()).append(":\n").append(Files.readString(file));
            }
        }
        return logs.toString();
    }

    private Process start(String name, Command command) throws IOException {
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static ProcessBuilder builder(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        Map<String, String> environment = builder.environment();
        // Nothing of what runs the tests is to be heard of in what they run.
        environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.put("SPARK_HOME", property("charmirror.spark.home"));
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", HOST);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A command line that grows. */
    private record Command(List<String> words) {

        Command with(String... more) {
            return with(List.of(more));
        }

        Command with(List<String> more) {
            return new Command(Stream.concat(words.stream(), more.stream()).toList());
        }
    }

    /** Begins the command line of a class of Spark, as Spark's own scripts do. */
    private static Command java(String memory, String main) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + memory);
        words.add("-XX:+UseSerialGC");
        words.addAll(List.of(property("charmirror.spark.opens").split(" ")));
        words.add("-cp");
        words.add(property("charmirror.spark.home") + "/jars/*");
        words.add(main);
        return new Command(words);
    }

    private static void killTree(Process process) throws InterruptedException {
        // First the parent, which would start its children again.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run ./mvnw -Pspark verify");
        }
        return value;
    }
}
