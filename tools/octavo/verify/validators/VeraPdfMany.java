import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * veraPDF over many files in one Java machine.
 *
 * <p>Arguments: triples of a flavour ("ua1"), the resource that holds its profile ("PDFUA-1.xml") and a file. Prints a
 * line "number TAB checks" for each, numbered from 0, then one "number TAB clause TAB count TAB message TAB place" for
 * each rule that it breaks, with the place of the first occurrence.
 */
public final class VeraPdfMany {

    private static final String PROFILES = "org/verapdf/pdfa/validation/";

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i + 2 < arguments.length; i += 3) {
            PDFAFlavour flavour = PDFAFlavour.fromString(arguments[i]);
            report(i / 3, validate(flavour, arguments[i + 1], arguments[i + 2]));
        }
    }

    private static ValidationResult validate(PDFAFlavour flavour, String profile, String path) throws Exception {
        // The library's own directory of profiles is empty in this packaging; the profiles themselves are there.
        try (InputStream source = VeraPdfMany.class.getClassLoader().getResourceAsStream(PROFILES + profile);
                PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = validator(Profiles.profileFromXml(source))) {
            return validator.validate(parser);
        }
    }

    private static PDFAValidator validator(ValidationProfile profile) {
        return Foundries.defaultInstance().createValidator(profile, false);
    }

    private static void report(int number, ValidationResult result) {
        print(number, result.getTotalAssertions());
        Map<String, TestAssertion> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.putIfAbsent(clause(assertion), assertion);
            }
        }
        broken.forEach((clause, first) ->
                print(number, clause, result.getFailedChecks().get(first.getRuleId()), first.getMessage(),
                        first.getLocation().getContext()));
    }

    private static String clause(TestAssertion assertion) {
        return assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
    }

    private static void print(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
