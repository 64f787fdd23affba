import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Reads lines "PDF<TAB>TXT" from standard input, writes the text of each PDF to TXT
 * (as Apache Tika's PDFParser drives PDFBox: order of the content stream, paragraphs
 * ended by an empty line), and answers "ok" or "error MESSAGE", a line for each.
 */
public final class PdfBoxServer {
    private PdfBoxServer() { }

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        String line;
        while ((line = in.readLine()) != null) {
            String[] job = line.split("\t");
            try (PDDocument doc = PDDocument.load(new File(job[0]))) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(false);
                stripper.setSuppressDuplicateOverlappingText(false);
                stripper.setLineSeparator("\n");
                stripper.setParagraphEnd("\n");
                stripper.setPageStart("");
                stripper.setPageEnd("\f");
                StringWriter text = new StringWriter();
                stripper.writeText(doc, text);
                Files.write(Paths.get(job[1]), text.toString().getBytes(StandardCharsets.UTF_8));
                out.println("ok");
            } catch (Exception e) {
                out.println("error " + String.valueOf(e).replace('\n', ' '));
            }
        }
    }
}
