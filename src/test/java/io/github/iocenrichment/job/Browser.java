package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, on the pages of one product; its pictures are kept under {@code target/screenshots}. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final int TABS_MOST = 60;

    private final ChromeDriver driver;
    private final int port;
    private final String axe;

    private Browser(ChromeDriver driver, int port, String axe) {
        this.driver = driver;
        this.port = port;
        this.axe = axe;
    }

    static Browser start(int port) throws IOException {
        if (!Files.isExecutable(PROGRAM) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException("the browser is missing: install the packages chromium and chromium-driver");
        }
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(PROGRAM.toFile())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-extensions", "--no-first-run", "--disable-background-networking", "--window-size=1280,900", "--force-device-scale-factor=1",
                "--host-resolver-rules=MAP evil.example 127.0.0.1");
        options.setCapability("goog:loggingPrefs", logging);
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            String axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(PICTURES);
            return new Browser(new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options), port, axe);
        }
    }

    void open(String path) {
        openAt("127.0.0.1", path);
    }

    void openAt(String host, String path) {
        // what an earlier page gave rise to
        driver.manage().logs().get(LogType.BROWSER);
        driver.get("http://" + host + ":" + port + path);
    }

    void theme(String theme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    void phone() {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    /** As a desk screen in the light theme. */
    void usual() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        theme("light");
    }

    Object script(String text) {
        return driver.executeScript(text);
    }

    /** What axe-core finds on the page, one line each. @param rules those to try; none for all of them */
    List<String> axe(String... rules) {
        if (Boolean.FALSE.equals(driver.executeScript("return !!window.axe"))) {
            driver.executeScript(axe);
        }
        Object found = driver.executeAsyncScript("""
                var done = arguments[arguments.length - 1], rules = arguments[0], options = {resultTypes: ['violations']};
                if (rules.length) { options.runOnly = {type: 'rule', values: rules}; }
                axe.run(document, options).then(function (results) {
                  done(results.violations.map(function (one) { return one.id + ': ' + one.nodes.slice(0, 3).map(function (node) {
                    return node.html.slice(0, 160) + ' ' + node.failureSummary; }).join(' | '); }));
                }, function (error) { done(['axe failed: ' + error]); });""", List.of(rules));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** What the browser complains of, such as something that the content policy forbids. */
    List<String> problems() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage).toList();
    }

    void screenshot(String name) {
        // the whole page and not what fits the window
        Number height = (Number) driver.executeScript("return Math.min(4000, document.documentElement.scrollHeight)");
        Number width = (Number) driver.executeScript("return document.documentElement.clientWidth");
        Map<String, Object> picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true,
                "optimizeForSpeed", true,
                "clip", Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        try {
            Files.write(PICTURES.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebElement find(By by) {
        return driver.findElement(by);
    }

    String text(String selector) {
        return read(page -> page.findElement(By.cssSelector(selector)).getText());
    }

    List<String> texts(String selector) {
        return read(page -> page.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList());
    }

    /** Reads once more what the page has replaced meanwhile, as its live parts are. */
    private <T> T read(Function<WebDriver, T> reading) {
        return await("a page that stays").ignoreException(StaleElementReferenceException.class).until(() -> reading.apply(driver), read -> true);
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void waitFor(String selector, String words) {
        await(selector + " with " + words).ignoreExceptions().until(() -> text(selector).contains(words));
    }

    /** Keys for whatever has the focus. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Goes on with the tabulator until what has the focus bears these words. */
    void tabTo(String words) {
        for (int i = 0; i < TABS_MOST; i++) {
            try {
                if (driver.switchTo().activeElement().getText().equals(words)) {
                    return;
                }
            } catch (StaleElementReferenceException replaced) {
                continue;
            }
            press(Keys.TAB);
        }
        assertThat(driver.switchTo().activeElement().getText()).isEqualTo(words);
    }

    /** Opens the folded part of the page in which a button stands. */
    void openDetailsAround(String button) {
        driver.executeScript("""
                var all = document.evaluate("//button[normalize-space()=\\"" + arguments[0] + "\\"]", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
                if (!all) { throw new Error('no button ' + arguments[0]); }
                for (var one = all.closest('details'); one; one = one.parentElement.closest('details')) { one.open = true; }""", button);
    }

    /** Sends a form to the product as a page of another site would. */
    void postFromElsewhere(String path, Map<String, String> fields) {
        String inputs = fields.entrySet().stream().map(one -> "<input name='" + one.getKey() + "' value='" + one.getValue() + "'>")
                .collect(Collectors.joining());
        String page = "<form method=post action='http://127.0.0.1:" + port + path + "'>" + inputs + "<button>go</button></form>";
        driver.get("data:text/html," + URLEncoder.encode(page, StandardCharsets.UTF_8).replace("+", "%20"));
        driver.findElement(By.tagName("button")).click();
        await("the answer").atMost(Duration.ofSeconds(20)).until(() -> driver.getCurrentUrl().startsWith("http:"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
